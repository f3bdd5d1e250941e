// Copying and printing happen in the browser alone: the plan never leaves it.
export default function ({ parentElement }) {
  const find = (name) => parentElement.querySelector(name)
  const say = (words) => {
    find(".said").textContent = words
    clearTimeout(parentElement.saying)
    parentElement.saying = setTimeout(() => (find(".said").textContent = ""), 6000)
  }
  find(".link").onclick = () => copy().then(() => say("Link copied"), () => say("The link is in the address bar"))
  find(".print").onclick = () => window.print()
  return () => clearTimeout(parentElement.saying)
}

async function copy() {
  const link = `${location.origin}${location.pathname}${location.search}`
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(link)
  // A school's server often has no certificate; there the browser offers only the old way.
  const field = document.createElement("textarea")
  field.value = link
  field.style.position = "fixed"
  field.style.opacity = "0"
  document.body.append(field)
  field.select()
  const copied = document.execCommand("copy")
  field.remove()
  if (!copied) throw new Error("not copied")
}
