/* The first page leaves when the page itself has what was come for, or when Streamlit has something to say. */
(() => {
  const first = document.getElementById("first-page")
  const words = first.querySelector(".coming span")
  const there = `${first.dataset.waits}, [data-testid="stAlert"], [data-testid="stException"], [role="dialog"],
    [data-testid="stApp"][data-test-script-state="notRunning"]`
  const { next, slow, failed } = first.dataset

  // The appearance, as Streamlit will find it: the address, else what was chosen here before, else the system's.
  const options = new URLSearchParams(location.search).getAll("embed_options")
  let chosen = options.includes("dark_theme") ? "Dark" : options.includes("light_theme") ? "Light" : ""
  try {
    chosen ||= JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`))
  } catch {
    // A browser that keeps nothing has nothing to tell.
  }
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "Dark" : "Light"
  first.classList.toggle("dark", (["Dark", "Light"].includes(chosen) ? chosen : system) === "Dark")

  const say = (said) => { words.innerHTML = said }
  const fail = () => {
    // Once Streamlit is there, it speaks for itself.
    if (document.querySelector("#root > *")) return
    first.classList.add("failed")
    clearTimeout(late)
    say(failed)
  }
  const late = setTimeout(() => say(slow), 15000)
  const observer = new MutationObserver(() => {
    if (!document.querySelector(there)) return
    observer.disconnect()
    clearTimeout(late)
    removeEventListener("error", fail, true)
    first.remove()
    // The answer is read while the drawing of figures, by far the largest script, is fetched and started.
    if (next) requestAnimationFrame(() => setTimeout(() => import(next).catch(() => {})))
  })
  // Errors of what is fetched, and of what the browser does not understand.
  addEventListener("error", fail, true)
  observer.observe(document, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"]
  })
})()
