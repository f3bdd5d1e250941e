"""Every icon that Streamlit's scripts or our pages name is in the small font that is sent in place of Streamlit's."""

from __future__ import annotations

import base64

from ui.serving import icons

ONE_PICTURE = """async ([full, words]) => {
  const fonts = [new FontFace("Full", `url(data:font/woff2;base64,${full})`),
                 ...[...document.fonts].filter(font => font.family.includes("Material Symbols"))]
  for (const font of fonts) document.fonts.add(await font.load())
  const pen = document.createElement("canvas").getContext("2d")
  // The letters of an icon's name become one picture, as wide as the letters are high.
  const drawn = family => {
    pen.font = `100px "${family}"`
    return new Set(words.filter(word => Math.round(pen.measureText(word).width) === 100))
  }
  const [all, ours] = [drawn("Full"), drawn("Material Symbols Rounded")]
  return { all: all.size, lacking: [...all].filter(word => !ours.has(word)) }
}"""


def test_no_icon_is_lacking(visit):
    with visit() as visitor:
        page = visitor.open()
        full = base64.b64encode(icons.streamlits().read_bytes()).decode()
        found = page.evaluate(ONE_PICTURE, [full, sorted(icons.words())])
        assert found["lacking"] == [], "run scripts/icons"
        assert found["all"] > 100
        sent = page.evaluate(
            "async path => (await (await fetch(path)).arrayBuffer()).byteLength",
            f"/static/media/{icons.streamlits().name}",
        )
        assert sent < icons.streamlits().stat().st_size / 4, "the small one is what was looked at"
