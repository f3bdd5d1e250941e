/* What a first visit brings is shown in steps: the answer, then the first figure, then the rest. All of it comes within a
   moment, and a browser that was given all at once would show nothing before it has drawn everything: a slow
   one takes its time for that. Messages keep their order; none waits for longer than a few seconds. */
(() => {
  const LEAD = /\$\$ID-[0-9a-f]{32}-lead/
  const [ANSWER, DRAWN] = [".st-key-lead p", ".js-plotly-plot .main-svg"]
  const LONGEST = 4000
  const figure = document.currentScript.dataset.figure.split(" ").map(Number)
  const text = new TextDecoder("latin1")

  // The value of a field of a message in Protocol Buffers; null where it has none.
  const within = (bytes, field) => {
    let at = 0
    const number = () => {
      let [value, place] = [0, 1]
      for (;;) {
        const byte = bytes[at++]
        value += (byte & 127) * place
        if (!(byte & 128)) return value
        place *= 128
      }
    }
    while (at < bytes.length) {
      const tag = number()
      const kind = tag % 8
      if (kind === 0) number()
      else if (kind !== 2) at += kind === 1 ? 8 : 4
      else {
        const length = number()
        if (Math.floor(tag / 8) === field) return bytes.subarray(at, at + length)
        at += length
      }
    }
    return null
  }
  const isFigure = (said) => figure.reduce((bytes, field) => bytes && within(bytes, field), said) !== null
  const isLead = (said) => said.length < 1000 && LEAD.test(text.decode(said))

  const seen = (selector) => new Promise((resolve) => {
    const late = setTimeout(resolve, LONGEST)
    const look = () => {
      if (!document.querySelector(selector)) return
      observer.disconnect()
      clearTimeout(late)
      // The next frame shows it; what comes after that is drawn then.
      const done = setTimeout(resolve, 100)
      requestAnimationFrame(() => setTimeout(() => {
        clearTimeout(done)
        resolve()
      }))
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, subtree: true })
    look()
  })

  // What draws figures is fetched while the answer is being drawn, and run after it (first_page.js).
  const fetchAhead = () => {
    const link = document.createElement("link")
    const { next } = document.getElementById("first-page")?.dataset ?? {}
    if (next) document.head.append(Object.assign(link, { rel: "modulepreload", href: next, fetchPriority: "low" }))
  }

  const listen = WebSocket.prototype.addEventListener
  WebSocket.prototype.addEventListener = function (kind, listener, options) {
    if (kind !== "message" || options) return listen.call(this, kind, listener, options)
    // The first connection alone: who comes back has the page already.
    WebSocket.prototype.addEventListener = listen
    const waiting = []
    let begin = () => {
      fetchAhead()
      begin = () => {}
    }
    let [waits, answer, over] = [false, "awaited", false]
    const wait = (selector) => {
      if (document.hidden) return
      waits = true
      seen(selector).then(() => {
        waits = false
        next()
      })
    }
    const step = (said) => {
      if (over || !(said instanceof ArrayBuffer)) return
      const bytes = new Uint8Array(said)
      if (isFigure(bytes)) {
        over = true
        wait(DRAWN)
      } else if (answer === "begun") {
        answer = "there"
        wait(ANSWER)
      } else if (answer === "awaited" && isLead(bytes)) answer = "begun"
    }
    const next = () => {
      begin()
      while (waiting.length && !waits) {
        const event = waiting.shift()
        listener.call(this, event)
        step(event.data)
      }
    }
    return listen.call(this, kind, (event) => {
      waiting.push(event)
      next()
    })
  }
})()
