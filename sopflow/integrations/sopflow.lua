-- Pandoc filter: code blocks of the class "sop" become figures (docs/reports.md). It draws nothing itself: it asks `sopflow-pandoc`,
-- puts the pictures into Pandoc's memory, and builds the figure. Other blocks, and formats that show no pictures, stay as they are.

local ways = { latex = "pdf", beamer = "pdf", docx = "docx", odt = "svg", pptx = "svg", epub = "svg", html = "uri" }
local formats = { html4 = "html", html5 = "html", epub2 = "epub", epub3 = "epub", chunkedhtml = "html",
  revealjs = "html", slidy = "html", s5 = "html", dzslides = "html", slideous = "html" }
local way = ways[formats[FORMAT] or FORMAT]
local strict = false

local function each_part(answer)
  local at = 1
  return function()
    local kind, name, detail, length, start = answer:match("^(%l+) (%S+) (%S+) (%d+)\n()", at)
    if not kind then return nil end
    at = start + tonumber(length)
    return kind, name, detail, answer:sub(start, at - 1)
  end
end

local function ask(block)
  local arguments = {}
  for name, value in pairs(block.attributes) do
    if name ~= "caption" then table.insert(arguments, name .. "=" .. value) end
  end
  table.sort(arguments)
  table.insert(arguments, 1, way)
  return pandoc.pipe("sopflow-pandoc", arguments, block.text)
end

local function box(words)
  if strict then error(words, 0) end
  local title = pandoc.Para({ pandoc.Strong({ pandoc.Str("SOP ini belum dapat digambar") }) })
  return pandoc.Div({ title, pandoc.CodeBlock(words) }, pandoc.Attr("", { "sop-error" }))
end

local function figure(picture, caption, attributes)
  if caption == "" then return pandoc.Para({ pandoc.Image(picture.alt, picture.source, "", attributes) }) end
  local words = pandoc.Inlines(caption)
  if not pandoc.Figure then -- Pandoc 2 takes a picture alone in its paragraph for a figure
    return pandoc.Para({ pandoc.Image(words, picture.source, "fig:", attributes) })
  end
  local identity = pandoc.Attr(attributes.identifier, { "sop" })
  local image = pandoc.Image(picture.alt, picture.source, "", pandoc.Attr("", {}, attributes.attributes))
  return pandoc.Figure({ pandoc.Plain({ image }) }, { long = { pandoc.Plain(words) } }, identity)
end

local function draw(block)
  if not way or not block.classes:includes("sop") then return nil end
  local shown = {}
  for kind, name, detail, content in each_part(ask(block)) do
    if kind == "error" or kind == "note" then io.stderr:write("[sopflow] " .. content .. "\n") end
    if kind == "error" then return box(content) end
    if kind == "file" then pandoc.mediabag.insert(name, detail, content) end
    if kind == "picture" then
      local first = #shown == 0
      local size = (way == "docx" or way == "svg") and { width = detail .. "mm" } or {}
      local attributes = pandoc.Attr(first and block.identifier or "", { "sop" }, size)
      local picture = { source = name, alt = pandoc.Inlines(content) }
      table.insert(shown, figure(picture, first and block.attributes.caption or "", attributes))
    end
  end
  return shown
end

return {
  { Meta = function(meta) strict = meta["sop-strict"] == true end },
  { CodeBlock = draw },
}
