// One slide at a time. The slide lives here and in the address, so that turning one over asks nothing of the server.
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "]
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"]
const SWIPE = 48

export default function ({ data, parentElement }) {
  const find = (name) => parentElement.querySelector(name)
  const page = document.documentElement
  const keep = (parentElement.kept ??= { key: data.start, notes: false, menu: false, place: data.place })
  keep.off?.abort()
  keep.off = new AbortController()
  const signal = keep.off.signal

  const sections = data.slides.map((slide, index) => {
    const section = document.createElement("section")
    section.innerHTML = slide.html
    section.tabIndex = -1
    section.setAttribute("role", "group")
    section.setAttribute("aria-roledescription", "slide")
    section.setAttribute("aria-label", `${index + 1} of ${data.slides.length}: ${slide.heading}`)
    return section
  })
  find(".slides").replaceChildren(...sections)
  for (const [name, colour] of Object.entries(data.colours)) find(".deck").style.setProperty(`--${name}`, colour)

  const at = () => Math.max(0, data.slides.findIndex((slide) => slide.key === keep.key))

  const show = () => {
    const index = at()
    const slide = data.slides[index]
    sections.forEach((section, other) => section.toggleAttribute("data-away", other !== index))
    find(".number").textContent = `${index + 1} / ${data.slides.length}`
    // A disabled button would drop the focus of whoever has just pressed it.
    find(".back").setAttribute("aria-disabled", index === 0)
    find(".next").setAttribute("aria-disabled", index === data.slides.length - 1)
    find(".notes").innerHTML = slide.notes
    find(".notes").hidden = !keep.notes
    find(".open-notes").setAttribute("aria-expanded", keep.notes)
    find(".open-menu").setAttribute("aria-expanded", keep.menu)
    page.dataset.slide = slide.key
    page.toggleAttribute("data-slide-menu", keep.menu)
    fit(sections[index])
    write(index ? slide.key : null)
  }

  const go = (index) => {
    const to = Math.min(Math.max(index, 0), data.slides.length - 1)
    if (to === at()) return
    keep.key = data.slides[to].key
    // What a link asked for and was not understood is no longer of interest.
    page.toggleAttribute("data-slide-moved", true)
    show()
    find(".notes").scrollTop = 0
    say()
  }

  const say = () => (find(".said").textContent = `Slide ${at() + 1} of ${data.slides.length}. ${data.slides[at()].said}`)
  const toggle = (name) => {
    keep[name] = !keep[name]
    show()
    if (name === "notes" && keep.notes) find(".notes").focus()
    if (name === "menu" && keep.menu) document.querySelector(".st-key-slides-menu :is(button, a, input)")?.focus()
  }
  const close = (name) => {
    if (!keep[name]) return false
    toggle(name)
    find(`.open-${name}`).focus()
    return true
  }
  const fullScreen = () =>
    (document.fullscreenElement ? document.exitFullscreen() : page.requestFullscreen()).catch(() => {})
  const leave = () => document.querySelector(".st-key-slides-leave a")?.click()

  const press = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const target = event.composedPath()[0]
    if (event.key === "Escape") return escape(event, target)
    if (isTyping(target)) return
    const scrolls = ["ArrowDown", "ArrowUp"].includes(event.key) && canScroll(keep.notes ? find(".notes") : sections[at()])
    const presses = event.key === " " && target.closest?.("button, a, input, summary")
    const letter = data.letters && !event.shiftKey && event.key.toLowerCase()
    let done = true
    if (scrolls || presses) return
    else if (NEXT.includes(event.key)) go(at() + (event.shiftKey && event.key === " " ? -1 : 1))
    else if (BACK.includes(event.key)) go(at() - 1)
    else if (event.key === "Home") go(0)
    else if (event.key === "End") go(data.slides.length - 1)
    else if (letter === "n") toggle("notes")
    else if (letter === "f") fullScreen()
    else done = false
    if (done) event.preventDefault()
  }

  const escape = (event, target) => {
    // In the list of places, Escape closes the list; the browser itself leaves full screen.
    if (isTyping(target) || document.fullscreenElement) return
    if (!close("menu") && !close("notes")) leave()
    event.preventDefault()
  }

  find(".back").onclick = () => go(at() - 1)
  find(".next").onclick = () => go(at() + 1)
  find(".open-notes").onclick = () => toggle("notes")
  find(".open-menu").onclick = () => toggle("menu")
  find(".full").onclick = fullScreen
  find(".full").hidden = !document.fullscreenEnabled
  const fullness = () => (find(".full").textContent = document.fullscreenElement ? "Leave full screen" : "Full screen")
  fullness()
  for (const [name, letter] of [[".open-notes", "n"], [".full", "f"]]) {
    if (data.letters) find(name).setAttribute("aria-keyshortcuts", letter)
    else find(name).removeAttribute("aria-keyshortcuts")
  }
  document.addEventListener("fullscreenchange", fullness, { signal })
  window.addEventListener("keydown", press, { signal })
  window.addEventListener("resize", () => fit(sections[at()]), { signal })
  swipe(find(".slides"), (by) => go(at() + by), signal)

  show()
  if (keep.place !== data.place) {
    keep.place = data.place
    // The keys go on turning slides over once a place is chosen.
    sections[at()].focus({ preventScroll: true })
    find(".said").textContent = `${data.place}. ${data.slides[at()].said}`
  }
  return () => {
    keep.off.abort()
    for (const name of ["slide", "slideMenu", "slideMoved"]) delete page.dataset[name]
  }
}

function write(key) {
  const address = new URL(location.href)
  if (key) address.searchParams.set("slide", key)
  else address.searchParams.delete("slide")
  if (address.href !== location.href) history.replaceState(history.state, "", address)
}

// A long name may need a line more than there is room for: then everything but the figures draws closer together.
function fit(section) {
  section.removeAttribute("data-tight")
  section.toggleAttribute("data-tight", canScroll(section))
  // What has to be scrolled can be reached by the Tab key.
  section.tabIndex = canScroll(section) ? 0 : -1
}

function isTyping(target) {
  const at = target.closest?.("input, textarea, select, [contenteditable], [role=combobox], [role=listbox]")
  return Boolean(at) && !["checkbox", "radio", "button"].includes(at.type)
}

function canScroll(box) {
  return box.scrollHeight > box.clientHeight + 1
}

function swipe(box, turn, signal) {
  let from = null
  box.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : null), {
    signal, passive: true,
  })
  box.addEventListener("touchend", (event) => {
    if (!from) return
    const [across, down] = [event.changedTouches[0].clientX - from.clientX, event.changedTouches[0].clientY - from.clientY]
    from = null
    if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) turn(across < 0 ? 1 : -1)
  }, { signal, passive: true })
}
