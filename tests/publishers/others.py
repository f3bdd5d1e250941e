"""The tables that are not OEWS: projections, weekly earnings, price parities, O*NET, the Handbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.publishers.sheets import Cell, xlsx, zipped

MADE_UP = "Made-up figures in the publisher's layout, written by the project's tests"

NO_VALUE = "—"
"""How the projections print a cell without a value."""


def projections(rows: Iterable[Mapping[str, Cell]], first: int = 2024, last: int = 2034, dash: str = "–") -> bytes:
    """The workbook of the Employment Projections: tables 1.2, 1.10 and 1.12.

    Keys of a row, in thousands as printed: title, code, type (Summary or Line item), base, projected, change, percent,
    openings, exits, transfers, median, education, experience, training, factors (industry title, code, words). dash:
    editions write the years of a span with a hyphen or an en dash.
    """
    rows = list(rows)
    span = f"{first}{dash}{last % 100:02}"
    name, code = f"{first} National Employment Matrix title", f"{first} National Employment Matrix code"
    jobs = [f"Employment, {first}", f"Employment, {last}"]
    change = [f"Employment change, numeric, {span}", f"Employment change, percent, {span}"]
    worker = ["Typical education needed for entry", "Work experience in a related occupation",
              "Typical on-the-job training needed to attain competency in the occupation"]  # fmt: skip
    shares = [f"Employment distribution, percent, {year}" for year in (first, last)]
    openings = f"Occupational openings, {span} annual average"
    flows = [f"{word}, {span} annual average" for word in (
        "Labor force exit rate", "Occupational transfer rate", "Total occupational separations rate",
        "Labor force exits", "Occupational transfers", "Total occupational separations")]  # fmt: skip

    def values(row: Mapping[str, Cell], *keys: str) -> list[Cell]:
        return [row.get(key, NO_VALUE) for key in keys]

    table_2: list[Sequence[Cell]] = [
        [f"Table 1.2 Occupational projections, {first}{dash}{last}, and worker characteristics, {first} "
         "(Employment in thousands)"],
        [name, code, "Occupation type", *jobs, *shares, *change, f"Percent self employed, {first}", openings,
         f"Median annual wage, dollars, {first}[1]", *worker],
        *(values(row, "title", "code", "type", "base", "projected", "base_share", "projected_share", "change",
                 "percent", "self_employed", "openings", "median", "education", "experience", "training")
          for row in rows),
        ["Footnotes:"],
        [f"[1] {MADE_UP}"],
    ]  # fmt: skip
    table_10: list[Sequence[Cell]] = [
        [f"Table 1.10 Occupational separations and openings, projected {span} (Employment in thousands)"],
        [name, code, "Occupation type", *jobs, *change, *flows, openings],
        *(values(row, "title", "code", "type", "base", "projected", "change", "percent", "exit_rate", "transfer_rate",
                 "separation_rate", "exits", "transfers", "separations", "openings") for row in rows),
        [f"Source: {MADE_UP}"],
    ]  # fmt: skip
    matrix = f"{first} National Employment Matrix"
    table_12: list[Sequence[Cell]] = [
        [f"Table 1.12 Factors affecting occupational utilization, projected {span}"],
        [f"{matrix} occupation title", f"{matrix} occupation code", f"{matrix} industry title",
         f"{matrix} industry code", "Factors affecting occupational utilization"],
        *([str(row["title"]).strip(), row["code"], *_factors(row)] for row in rows if "factors" in row),
        [f"Source: {MADE_UP}"],
    ]  # fmt: skip
    index = [["Occupation.xlsx contents"], *(table[0] for table in (table_2, table_10, table_12))]
    return xlsx({"Index": index, "Table 1.2": table_2, "Table 1.10": table_10, "Table 1.12": table_12})


def _factors(row: Mapping[str, Cell]) -> list[str]:
    return str(row["factors"]).split("|")


def cps_39(rows: Iterable[Sequence[Cell]], year: int = 2025) -> bytes:
    """CPS table 39. A row: title, then workers (thousands) and median weekly earnings for total, men and women."""
    pair = ["Number of workers", "Median weekly earnings"]
    data: list[Sequence[Cell]] = [
        ["HOUSEHOLD DATA\n ANNUAL AVERAGES\n 39. Median weekly earnings of full-time wage and salary workers by "
         "detailed occupation and sex"],
        ["[Numbers in thousands]"],
        [],
        ["Occupation", str(year)],
        ["", "Total", "", "Men", "", "Women"],
        ["", *pair, *pair, *pair],
        [],
        *rows,
        [f"NOTE: {MADE_UP}. Dash indicates no data or data that do not meet publication criteria (values not shown "
         "where base is less than 50,000)."],
    ]  # fmt: skip
    return xlsx({"cpsaat39": data})


def price_parities(
    rows: Iterable[tuple[str, str, Sequence[float]]], years: Sequence[int], table: str = "SARPP"
) -> bytes:
    """BEA's zip of regional price parities. A row: GeoFIPS, name, the all-items index of each year.

    As published: latin-1, a space before the quoted code, a second measure that must not be taken, a footer.
    """
    stem = "SARPP_STATE" if table == "SARPP" else "MARPP_MSA"
    span = f"{years[0]}_{years[-1]}" if len(years) > 1 else str(years[0])
    measures = ((1, "RPPs: All items ", 1.0), (2, " RPPs: Goods ", 0.98))
    head = "GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,Unit"
    lines = [f"{head},{','.join(map(str, years))}"]
    lines += [
        f' "{fips}","{name}",5,{table},{line},"...","{measure}","Index",{",".join(f"{v * times:.3f}" for v in values)}'
        for fips, name, values in rows
        for line, measure, times in measures
    ]
    lines += ['"Note: See the included footnote file."', f'"{table}: {MADE_UP}"', '"U.S. Bureau of Economic Analysis"']
    return zipped({f"{stem}_{span}.csv": ("\r\n".join(lines) + "\r\n").encode("latin-1")})


def onet(
    titles: Mapping[str, str], related: Iterable[tuple[str, str, str, int]], version: str = "30.2", when: str = "2026"
) -> bytes:
    """The text edition of the O*NET database: names of occupations and pairs (code, related code, tier, rank)."""
    folder = f"db_{version.replace('.', '_')}_text"
    names = ["O*NET-SOC Code\tTitle\tDescription", *(f"{code}\t{title}\t{MADE_UP}" for code, title in titles.items())]
    pairs = ["O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex"]
    pairs += ["\t".join(map(str, pair)) for pair in related]
    read_me = f"O*NET {version} Database\n{when} Release\n---------------------\n\n{MADE_UP}\n"
    return zipped({
        f"{folder}/Occupation Data.txt": "\r\n".join([*names, ""]).encode(),
        f"{folder}/Related Occupations.txt": "\r\n".join([*pairs, ""]).encode(),
        f"{folder}/Read Me.txt": read_me.encode(),
    })  # fmt: skip


def handbook(
    shares: Mapping[str, int], medians: Mapping[str, int], jobs: int, share_year: int = 2024, pay_year: int = 2024
) -> bytes:
    """The Handbook's page on pharmacy technicians: shares of jobs (per cent) and medians (dollars) by industry."""
    share_rows = _table(
        [(name, f"{value}%" if n == 0 else f"{value}") for n, (name, value) in enumerate(shares.items())]
    )
    pay_rows = _table([
        (name, f"\n\t\t${value:,}\n\t\t" if n == 0 else f"\n\t\t{value:,}\n\t\t")
        for n, (name, value) in enumerate(medians.items())
    ])  # fmt: skip
    return f"""<!DOCTYPE html>
<html lang="en-us"><head><title>Pharmacy Technicians : Occupational Outlook Handbook</title></head><body>
<!-- {MADE_UP} -->
<table class="regular-text tooltips" id="quickfacts"><tbody><tr><th>Number of Jobs, {share_year}</th>
<td>    {jobs:,}</td></tr></tbody></table>
<p>Pharmacy technicians held about {jobs:,} jobs in {share_year}. \
The largest employers of pharmacy technicians were as follows:</p>
{share_rows}
<p>In May {pay_year}, the median annual wages for pharmacy technicians in the top industries in which they worked \
were as follows:</p>
{pay_rows}
<p class="update"><strong>    Last Modified Date:</strong>
Thursday, August 28, 2025</p>
</body></html>
""".encode()


def _table(rows: Iterable[tuple[str, str]]) -> str:
    cells = "\n".join(
        f'<tr>\n<td>{name}</td>\n<td style="text-align:right;">{value}</td>\n</tr>\t' for name, value in rows
    )
    return f'<table class="ooh-tab-table">\n<tbody>\n{cells}\n</tbody>\n</table>'
