// What can be done with a figure, for all cards of a page at once. The buttons are plain words of the page (ui/actions.py);
// this listens for them. The image is composed here, from the drawing that the visitor sees, so that it carries title,
// source and caveat with it.
const SCALE = 2
const EDGE = 24
const SOON = 300

// Figures whose table is open: it stays open when the figure is drawn again.
const open = new Set()

export default function () {
  const pressed = (event) => {
    const button = event.target.closest?.("[data-act]")
    if (button && ACTS[button.dataset.act]) ACTS[button.dataset.act](figureOf(button), button)
  }
  let waiting = false
  const drawn = () => {
    if (!open.size || waiting) return
    waiting = true
    requestAnimationFrame(() => {
      waiting = false
      for (const name of open) showTable(document.querySelector(`.actions[data-figure="${name}"]`))
    })
  }
  const watcher = new MutationObserver(drawn)
  watcher.observe(document.body, { childList: true, subtree: true })
  document.addEventListener("click", pressed)
  return () => {
    watcher.disconnect()
    document.removeEventListener("click", pressed)
  }
}

const ACTS = {
  table: (figure) => (open.delete(figure.name) ? hideTable(figure.row) : (open.add(figure.name), showTable(figure.row))),
  image: (figure) => saveImage(figure).then(() => say(figure, "Saved"), () => say(figure, "The image could not be made")),
  link: (figure) => copyLink(figure).then(() => say(figure, "Link copied"), () => say(figure, "The link is in the address bar")),
  elsewhere: (figure, button) => useElsewhere(figure, button),
}

// The words of a card, as they stand on the page.
function figureOf(button) {
  const row = button.closest(".actions")
  const card = row.closest("[class*='st-key-card-']")
  const words = (selector) => [...card.querySelectorAll(selector)].map((element) => element.innerText.trim())
  return {
    row, card, name: row.dataset.figure, addresses: row.dataset,
    title: words("h3 [data-heading-text], h3")[0], above: words(".about > *"), below: words("[data-testid='stMarkdownContainer'] > p"),
  }
}

function say(figure, words) {
  const said = figure.row.querySelector(".said")
  said.textContent = words
  clearTimeout(said.saying)
  said.saying = setTimeout(() => (said.textContent = ""), 4000)
}

async function showTable(row) {
  if (!row) return
  if (row.nextElementSibling?.classList.contains("failed")) row.nextElementSibling.remove()
  if (row.nextElementSibling) return
  const place = make("div", { className: "beneath" })
  place.setAttribute("role", "status")
  row.after(place)
  row.querySelector("[data-act=table]").setAttribute("aria-expanded", "true")
  const late = setTimeout(() => (place.textContent = "Getting the table \u2026"), SOON)
  try {
    const answer = await fetch(row.dataset.table)
    if (!answer.ok) throw new Error(answer.status)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    place.replaceChildren(page.querySelector(".figures"))
    place.removeAttribute("role")
  } catch {
    place.textContent = "The table cannot be had just now. Try again, or take the same figures as CSV."
    place.classList.add("failed")
    open.delete(row.dataset.figure)
    row.querySelector("[data-act=table]").setAttribute("aria-expanded", "false")
  } finally {
    clearTimeout(late)
  }
}

function hideTable(row) {
  row.nextElementSibling?.remove()
  row.querySelector("[data-act=table]").setAttribute("aria-expanded", "false")
}

// A window over the page with the figure's own addresses; made when it is asked for, gone when it is closed.
function useElsewhere(figure, button) {
  const base = figure.addresses.base || location.origin
  const window_ = make("dialog", { ariaLabel: `Use elsewhere: ${figure.title}` })
  const close = make("button", { type: "button", textContent: "Close" })
  close.onclick = () => window_.close()
  const all = make("a", { href: `${base}/api`, target: "_blank", rel: "noopener", textContent: "All figures and tables" })
  window_.append(
    make("header", {}, make("h2", { textContent: "Use this figure elsewhere" }), close),
    make("p", { textContent: "Each address keeps this view and follows the data: after a new build it gives the new figures." }),
    field("CSV, for a spreadsheet", `${base}/${figure.addresses.csv}`),
    field("JSON, for a program", `${base}/${figure.addresses.json}`),
    field("HTML, for a course page", frame(figure, `${base}/${figure.addresses.embed}`)),
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
function frame({ row, card, title }, address) {
  const height = Math.ceil((row.getBoundingClientRect().top - card.getBoundingClientRect().top + 40) / 10) * 10
  return `<iframe src="${escape(address)}" title="${escape(title)}" width="100%" height="${height}" ` +
    `style="border: 0" loading="lazy"></iframe>`
}

function make(name, properties, ...inside) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...inside)
  return element
}

async function copyLink(figure) {
  const link = `${location.origin}${location.pathname}${location.search}#${figure.name}`
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

async function saveImage(figure) {
  const svg = compose(figure, figure.card.querySelector(":is(.js-plotly-plot, .drawing)"))
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
  anchor.download = `${figure.name}.png`
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10000)
}

function compose({ card, title, above, below }, drawing) {
  const look = (element) => getComputedStyle(element)
  const heading = look(card.querySelector("h3"))
  const muted = look(card.querySelector(".about")).color
  const font = heading.fontFamily
  const box = drawing.getBoundingClientRect()
  const width = Math.max(Math.ceil(box.width), 320) + 2 * EDGE
  const room = width - 2 * EDGE
  let y = EDGE
  const parts = []
  const write = (text, size, weight, colour) => {
    for (const line of wrap(text, room, `${weight} ${size}px ${font}`)) {
      y += size * 1.3
      parts.push(
        `<text x="${EDGE}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escape(line)}</text>`
      )
    }
    y += size * 0.4
  }
  write(title, 20, 600, heading.color)
  for (const line of above) write(line, 14, 400, muted)
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
  for (const line of below) write(line, 12, 400, muted)
  write(decodeURIComponent(`${location.host}${location.pathname}${location.search}`), 12, 400, muted)
  const height = Math.ceil(y + EDGE / 2)
  const text =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${escape(font)}">` +
    `<rect width="100%" height="100%" fill="${look(document.querySelector(".stApp")).backgroundColor}"/>${parts.join("")}</svg>`
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
