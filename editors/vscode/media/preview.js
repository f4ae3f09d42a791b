// In the panel: shows the drawings that arrive, and tells which row was clicked.

(function () {
  const host = acquireVsCodeApi();
  const pages = document.getElementById("pages");
  const messages = document.getElementById("messages");
  const nonce = document.body.dataset.nonce;

  function drawing(text) {
    const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    for (const style of svg.querySelectorAll("style")) style.setAttribute("nonce", nonce);
    return document.importNode(svg, true);
  }

  function paragraph(words) {
    const made = document.createElement("p");
    made.textContent = words;
    return made;
  }

  window.addEventListener("message", ({ data }) => {
    messages.replaceChildren(...data.messages.map(paragraph));
    pages.classList.toggle("stale", data.pages.length === 0); // the last good pages stay, pale
    if (data.pages.length) {
      const { scrollX, scrollY } = window;
      pages.replaceChildren(...data.pages.map(drawing));
      window.scrollTo(scrollX, scrollY);
    }
  });

  pages.addEventListener("click", ({ target }) => {
    const found = target.closest("[data-row]");
    if (found && found.dataset.row) host.postMessage({ row: found.dataset.row });
  });

  host.postMessage({ ready: true });
})();
