/* Says that something is being worked out, from a moment after it was asked for until it is there. Streamlit says so in
   its header, and only once the server has answered: a busy one, or a slow network, would leave a click without an echo. */
(() => {
  const words = document.getElementById("working")
  const rerun = Number(words.dataset.rerun)
  const WORKING = ["running", "rerunRequested"]
  const [SHOWN_AFTER, SAID_AFTER, RESTS] = [250, 1000, 150]
  let asked = false
  let timers = []

  const busy = () => asked || WORKING.includes(document.querySelector(".stApp")?.dataset.testScriptState)
  const show = () => document.documentElement.classList.add("working")
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
      timers = [setTimeout(show, SHOWN_AFTER), setTimeout(() => { words.textContent = "Working…" }, SAID_AFTER)]
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
  new MutationObserver(look).observe(document, {
    subtree: true, attributes: true, attributeFilter: ["data-test-script-state"]
  })
})()
