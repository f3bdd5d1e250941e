// One stop for the Tab key, arrows from tile to tile: 54 stops would be a wall for who uses the keyboard.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

export default function ({ data, parentElement, setTriggerValue }) {
  const grid = parentElement.querySelector(".tiles")
  grid.setAttribute("aria-label", data.label)
  grid.replaceChildren(...data.tiles.map((tile) => button(tile, data, setTriggerValue)))
  const first = grid.querySelector('[aria-pressed="true"]') || grid.querySelector("button")
  if (first) first.tabIndex = 0
  grid.onkeydown = (event) => move(event, grid)
  parentElement.querySelector(".scale").replaceChildren(...data.scale.map((part) => {
    const box = dress(document.createElement("span"), part, data)
    box.append(words("long", part.long), words("short", part.short))
    return box
  }))
}

function button(tile, data, choose) {
  const box = dress(document.createElement("button"), tile, data)
  box.type = "button"
  box.tabIndex = -1
  box.style.gridArea = `${tile.row + 1} / ${tile.column + 1}`
  box.setAttribute("aria-label", tile.said)
  box.setAttribute("aria-pressed", tile.chosen)
  box.title = tile.said
  const name = document.createElement("b")
  name.textContent = tile.postal
  name.dataset.text = ""
  box.append(name, words("long", tile.long), words("short", tile.short))
  box.onclick = () => choose("chosen", tile.code)
  return box
}

function dress(box, look, data) {
  box.dataset.box = ""
  box.style.setProperty("--fill", look.fill)
  box.style.setProperty("--ink", look.ink)
  box.style.setProperty("--line", data.line)
  box.style.setProperty("--ring", data.ring)
  return box
}

function words(name, text) {
  const found = document.createElement("i")
  found.className = name
  found.textContent = text
  found.dataset.text = ""
  return found
}

function move(event, grid) {
  const step = STEPS[event.key]
  const from = event.target.closest("button")
  if (!step || !from) return
  event.preventDefault()
  const at = (box) => box.style.gridArea.split("/").slice(0, 2).map(Number)
  const [row, column] = at(from)
  // The nearest tile on that side: first how far aside it lies, then how far away.
  const far = (box) => {
    const [down, right] = [at(box)[0] - row, at(box)[1] - column]
    const ahead = step[0] ? down * step[0] : right * step[1]
    return ahead > 0 ? ahead + 20 * Math.abs(step[0] ? right : down) : Infinity
  }
  const next = [...grid.querySelectorAll("button")].sort((one, other) => far(one) - far(other))[0]
  if (far(next) === Infinity) return
  from.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}
