// The panel's empty page. Nothing but the extension's own script and style runs in it; drawings arrive as data.

/**
 * @param {string} source where the extension's own files come from, for the policy
 * @param {string} nonce lets the drawings' own font rules in, and no other style
 * @param {string} script @param {string} style addresses of files in media/
 */
function page(source, nonce, script, style) {
  const policy = [
    "default-src 'none'",
    `script-src ${source}`,
    `style-src ${source} 'nonce-${nonce}'`,
    "font-src data:",
    "img-src data:",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${style}">
<title>Pratinjau SOP</title>
</head>
<body data-nonce="${nonce}">
<div id="messages" role="status" aria-live="polite"></div>
<main id="pages"></main>
<script src="${script}"></script>
</body>
</html>
`;
}

module.exports = { page };
