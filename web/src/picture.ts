// An SVG page as elements of this page. Only what our exporter writes is taken over: names and attributes that are not listed are left out, so that
// even a page that someone else wrote could neither run nor fetch anything.

const SVG = "http://www.w3.org/2000/svg";
const XML = "http://www.w3.org/XML/1998/namespace";
const ELEMENTS = new Set(["svg", "title", "desc", "rect", "g", "text", "tspan", "path", "image"]);
const ATTRIBUTES = new Set(
  "viewBox lang role aria-labelledby aria-describedby font-family font-size font-weight font-style class id x y width height d fill stroke stroke-width stroke-dasharray stroke-linejoin transform preserveAspectRatio href data-row data-lane data-ref data-from data-to data-label data-flow data-column data-box xml:space".split(
    " ",
  ),
);
const PICTURE = /^data:image\/(?:png|jpeg|svg\+xml);base64,[A-Za-z0-9+/=]*$/;

/** `prefix` sets the ids of one page apart from those of the others; the thing's own name stays in data-id. */
export function pictureOf(svg: string, prefix: string): Element {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const picture = copied(parsed, prefix);
  if (!picture) throw new Error("not a page of ours");
  return picture;
}

function copied(source: Element, prefix: string): Element | null {
  if (source.namespaceURI !== SVG || !ELEMENTS.has(source.localName)) return null;
  const element = document.createElementNS(SVG, source.localName);
  for (const { name, value } of source.attributes) if (ATTRIBUTES.has(name)) take(element, name, value, prefix);
  for (const child of source.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) element.append(child.nodeValue ?? "");
    else if (child instanceof Element) element.append(copied(child, prefix) ?? "");
  }
  return element;
}

function take(element: Element, name: string, value: string, prefix: string): void {
  if (name === "id") {
    element.setAttribute("data-id", value);
    element.setAttribute("id", prefix + value);
  } else if (name.startsWith("aria-")) {
    element.setAttribute(name, prefix + value);
  } else if (name === "xml:space") {
    element.setAttributeNS(XML, name, value);
  } else if (name !== "href" || PICTURE.test(value)) {
    element.setAttribute(name, value);
  }
}
