/* Says that something is being worked out, from a moment after it was asked for until it is there. Streamlit says so in
   its header, and only once the server has answered: a busy one, or a slow network, would leave a click without an echo. */
(() => {
  const words = document.getElementById("working")
  const rerun = Number(words.dataset.rerun)
  const WORKING = ["running", "rerunRequested"]
  const [SHOWN_AFTER, SAID_AFTER, RESTS] = [250, 1000, 150]
  // Files that are made when they are asked for, which takes seconds for a workbook.
  const MADE = /^\/api\/(tables\/[^/]+|build)\.(csv|parquet|xlsx|zip|duckdb)$/
  let asked = false
  let file = null
  let timers = []

  const busy = () => asked || file || WORKING.includes(document.querySelector(".stApp")?.dataset.testScriptState)
  const show = () => {
    document.documentElement.classList.add("working")
    file?.setAttribute("aria-busy", "true")
  }
  const say = () => { words.textContent = file ? "The file is being made\u2026" : "Working\u2026" }
  const rest = () => {
    timers.forEach(clearTimeout)
    timers = []
    words.textContent = ""
    document.documentElement.classList.remove("working")
  }
  let resting = 0
  const look = () => {
    clearTimeout(resting)
    if (!busy()) resting = setTimeout(rest, RESTS)
    else if (!timers.length) {
      timers = [setTimeout(show, SHOWN_AFTER), setTimeout(say, SAID_AFTER)]
    }
  }

  const Socket = window.WebSocket
  const send = Socket.prototype.send
  Socket.prototype.send = function (said) {
    send.call(this, said)
    if (!(said instanceof Uint8Array) || said[0] !== rerun) return
    asked = true
    look()
    const heard = () => {
      asked = false
      look()
    }
    this.addEventListener("message", heard, { once: true })
    this.addEventListener("close", heard, { once: true })
  }
  // A browser shows nothing of a download before its first byte: so the file is asked for first, then taken.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]")
    if (!link || file === link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (link.origin !== location.origin || !MADE.test(link.pathname)) return
    event.preventDefault()
    if (file) return
    file = link
    look()
    fetch(link.href, { method: "HEAD" }).catch(() => {}).finally(() => {
      // Whatever came of it: the answer itself says it in words.
      link.click()
      link.removeAttribute("aria-busy")
      file = null
      look()
    })
  })
  new MutationObserver(look).observe(document, {
    subtree: true, attributes: true, attributeFilter: ["data-test-script-state"]
  })
})()
