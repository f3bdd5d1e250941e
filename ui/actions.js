// The image is composed here, from the drawing that the visitor sees, so that it carries title, source and caveat with it.
const SCALE = 2
const EDGE = 24

export default function ({ data, parentElement }) {
  const find = (name) => parentElement.querySelector(name)
  const say = (words) => {
    find(".said").textContent = words
    clearTimeout(parentElement.saying)
    parentElement.saying = setTimeout(() => (find(".said").textContent = ""), 4000)
  }
  find(".image").setAttribute("aria-label", `Save an image of: ${data.title}`)
  find(".link").setAttribute("aria-label", `Copy the link to: ${data.title}`)
  find(".image").onclick = () => saveImage(data).then(() => say("Saved"), () => say("The image could not be made"))
  find(".link").onclick = () => copyLink(data).then(() => say("Link copied"), () => say("The link is in the address bar"))
  const elsewhere = find(".elsewhere")
  elsewhere.hidden = !data.addresses
  elsewhere.setAttribute("aria-label", `Data link and embed code of: ${data.title}`)
  elsewhere.onclick = () => useElsewhere(data, elsewhere)
  return () => {
    clearTimeout(parentElement.saying)
    parentElement.querySelector("dialog")?.remove()
  }
}

// A window over the page with the figure's own addresses; made when it is asked for, gone when it is closed.
function useElsewhere(data, button) {
  const base = data.addresses.base || location.origin
  const window_ = make("dialog", { ariaLabel: `Use elsewhere: ${data.title}` })
  const close = make("button", { type: "button", textContent: "Close" })
  close.onclick = () => window_.close()
  const all = make("a", { href: `${base}/api`, target: "_blank", rel: "noopener", textContent: "All figures and tables" })
  window_.append(
    make("header", {}, make("h2", { textContent: "Use this figure elsewhere" }), close),
    make("p", { textContent: "Each address keeps this view and follows the data: after a new build it gives the new figures." }),
    field("CSV, for a spreadsheet", `${base}/${data.addresses.csv}`),
    field("JSON, for a program", `${base}/${data.addresses.json}`),
    field("HTML, for a course page", frame(data, `${base}/${data.addresses.embed}`)),
    make("p", {}, all)
  )
  window_.querySelector("textarea").autofocus = true
  window_.onclick = (event) => event.target === window_ && window_.close()
  window_.onclose = () => {
    window_.remove()
    button.focus()
  }
  button.after(window_)
  window_.showModal()
}

function field(words, text) {
  const box = make("textarea", { readOnly: true, value: text, rows: 2, spellcheck: false })
  box.onfocus = () => box.select()
  const button = make("button", { type: "button", textContent: "Copy", ariaLabel: `Copy ${words}` })
  const said = make("span", { className: "said" })
  said.setAttribute("role", "status")
  button.onclick = () => copy(text, box).then(() => (said.textContent = "Copied"), () => box.select())
  return make("div", { className: "field" }, make("label", { textContent: words }, box), make("div", {}, button, said))
}

// As tall as the figure stands here, with room for a title that needs another line in a narrower frame.
function frame(data, address) {
  const card = document.querySelector(`.st-key-${data.card}`)
  const source = card.querySelector("[class*='st-key-source-']")
  const height = Math.ceil((source.getBoundingClientRect().bottom - card.getBoundingClientRect().top + 40) / 10) * 10
  return `<iframe src="${escape(address)}" title="${escape(data.title)}" width="100%" height="${height}" ` +
    `style="border: 0" loading="lazy"></iframe>`
}

function make(name, properties, ...inside) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...inside)
  return element
}

async function copyLink(data) {
  const link = `${location.origin}${location.pathname}${location.search}#${data.anchor}`
  const box = make("textarea", { value: link })
  box.style.position = "fixed"
  box.style.opacity = "0"
  document.body.append(box)
  return copy(link, box).finally(() => box.remove())
}

// box: a field on the page that holds the text.
async function copy(text, box) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text)
  // A school's server often has no certificate; there the browser offers only the old way.
  box.select()
  if (!document.execCommand("copy")) throw new Error("not copied")
}

async function saveImage(data) {
  const drawing = document.querySelector(`.st-key-${data.card} :is(.js-plotly-plot, .drawing)`)
  const svg = compose(data, drawing)
  const picture = new Image()
  picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg.text)
  await picture.decode()
  const canvas = document.createElement("canvas")
  canvas.width = svg.width * SCALE
  canvas.height = svg.height * SCALE
  const pen = canvas.getContext("2d")
  pen.scale(SCALE, SCALE)
  pen.drawImage(picture, 0, 0)
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"))
  const anchor = document.createElement("a")
  anchor.href = URL.createObjectURL(blob)
  anchor.download = `${data.anchor}.png`
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10000)
}

function compose(data, drawing) {
  const box = drawing.getBoundingClientRect()
  const width = Math.max(Math.ceil(box.width), 320) + 2 * EDGE
  const room = width - 2 * EDGE
  let y = EDGE
  const parts = []
  const write = (text, size, weight, colour) => {
    for (const line of wrap(text, room, `${weight} ${size}px ${data.font}`)) {
      y += size * 1.3
      parts.push(
        `<text x="${EDGE}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escape(line)}</text>`
      )
    }
    y += size * 0.4
  }
  write(data.title, 20, 600, data.ink)
  for (const line of data.above) write(line, 14, 400, data.muted)
  y += 8
  for (const layer of drawing.querySelectorAll("svg.main-svg")) {
    const copy = layer.cloneNode(true)
    copy.setAttribute("x", EDGE)
    copy.setAttribute("y", y)
    copy.setAttribute("width", box.width)
    copy.setAttribute("height", box.height)
    parts.push(new XMLSerializer().serializeToString(copy))
  }
  parts.push(...boxes(drawing, EDGE - box.left, y - box.top))
  y += box.height + 4
  for (const line of data.below) write(line, 12, 400, data.muted)
  write(decodeURIComponent(`${location.host}${location.pathname}${location.search}`), 12, 400, data.muted)
  const height = Math.ceil(y + EDGE / 2)
  const text =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${escape(data.font)}">` +
    `<rect width="100%" height="100%" fill="${data.background}"/>${parts.join("")}</svg>`
  return { text, width, height }
}

// A drawing of boxes with text in them: each as it stands on the screen.
function boxes(drawing, right, down) {
  const place = (element) => {
    const box = element.getBoundingClientRect()
    return { x: box.left + right, y: box.top + down, width: box.width, height: box.height, look: getComputedStyle(element) }
  }
  const shapes = [...drawing.querySelectorAll("[data-box]")].map(place).map(({ x, y, width, height, look }) => {
    const ring = look.outlineStyle === "solid" ? [look.outlineColor, 3] : [look.borderTopColor, 1]
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${look.backgroundColor}" ` +
      `stroke="${ring[0]}" stroke-width="${ring[1]}"/>`
  })
  const seen = [...drawing.querySelectorAll("[data-text]")].filter((element) => element.getClientRects().length)
  const texts = seen.map((element) => {
    const { x, y, width, height, look } = place(element)
    return `<text x="${x + width / 2}" y="${y + height / 2}" text-anchor="middle" dominant-baseline="central" ` +
      `font-size="${look.fontSize}" font-weight="${look.fontWeight}" fill="${look.color}">${escape(element.textContent)}</text>`
  })
  return [...shapes, ...texts]
}

function wrap(text, room, font) {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = font
  const lines = [""]
  const fits = (line) => pen.measureText(line).width <= room
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word
    if (fits(longer)) lines[lines.length - 1] = longer
    else if (fits(word)) lines.push(word)
    // An address has no spaces to break at.
    else for (const letter of longer.slice(lines.at(-1).length)) {
      if (fits(lines.at(-1) + letter)) lines[lines.length - 1] += letter
      else lines.push(letter.trim())
    }
  }
  return lines
}

function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;")
}
