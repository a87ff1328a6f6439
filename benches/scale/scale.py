#!/usr/bin/env python3
"""The same question asked of a file of bilateral trade by several programs, in turn, on one machine.

usage: scale.py FILE [--rounds 5] [--tools tradecheck,duckdb,...] [--program target/release/tradecheck]
                [--example target/release/examples/06_large_file]

FILE has the columns t,i,j,k,v,q of BACI, as CSV or Parquet. The question: for each country and year its exports, imports, turnover
and balance, and the growth of each on the year before. Each answer, but that of the example, is written as CSV and compared: dollars must agree to the last
digit, rates to nine. Wall time and peak memory are those of the whole process. Needs duckdb, polars and pandas from PyPI.
"""
import argparse, csv, os, subprocess, sys, tempfile, time

DUCKDB = """
import duckdb
db = duckdb.connect()
db.sql("set threads={threads}")
source = "read_csv('{file}', nullstr='NA')" if '{file}'.endswith('csv') else "'{file}'"
db.sql(f'''copy (
  with pairs as materialized ({pairs}),
  flows as (
    select t, i as c, sum(d) as x, null as m from pairs group by all union all by name
    select t, j as c, null as x, sum(d) as m from pairs group by all),
  wide as (select t, c, sum(x)::bigint as x, sum(m)::bigint as m from flows group by all),
  long as (
    select t, c, 'exports' as flow, x as v from wide where x is not null union all
    select t, c, 'imports', m from wide where m is not null union all
    select t, c, 'turnover', x + m from wide where x is not null and m is not null union all
    select t, c, 'balance', x - m from wide where x is not null and m is not null)
  select a.c, a.t, a.flow, a.v, b.v as base from long a left join long b on a.c = b.c and a.flow = b.flow and b.t = a.t - 1
) to '{out}' (header)''')
"""
# Two ways to let DuckDB do it: each side from the file, or pairs of countries first. The faster one counts.
ONE_SCAN = "select t, i, j, sum(round(v * 1000)::bigint) as d from {source} group by all"
TWO_SCANS = "select t, i, j, round(v * 1000)::bigint as d from {source}"

POLARS = """
import polars as pl
scan = pl.scan_csv('{file}', schema_overrides=dict(k=pl.String, q=pl.String, v=pl.Float64)) if '{file}'.endswith('csv') else pl.scan_parquet('{file}')
pairs = scan.group_by('t', 'i', 'j').agg((pl.col('v') * 1000).round().cast(pl.Int64).sum().alias('d')).collect(engine='streaming').lazy()
x = pairs.group_by('t', pl.col('i').alias('c')).agg(pl.col('d').sum().alias('exports'))
m = pairs.group_by('t', pl.col('j').alias('c')).agg(pl.col('d').sum().alias('imports'))
wide = x.join(m, on=['t', 'c'], how='full', coalesce=True).with_columns(
    turnover=pl.col('exports') + pl.col('imports'), balance=pl.col('exports') - pl.col('imports'))
long = wide.unpivot(index=['t', 'c'], variable_name='flow', value_name='v').drop_nulls()
base = long.select('c', 'flow', pl.col('t') + 1, pl.col('v').alias('base'))
long.join(base, on=['c', 'flow', 't'], how='left').select('c', 't', 'flow', 'v', 'base').collect(engine='streaming').write_csv('{out}')
"""

PANDAS = """
import pandas as pd
f = pd.read_csv('{file}', usecols=['t', 'i', 'j', 'v']) if '{file}'.endswith('csv') else pd.read_parquet('{file}', columns=['t', 'i', 'j', 'v'])
f['d'] = (f.v * 1000).round().astype('int64')
pairs = f.groupby(['t', 'i', 'j'], as_index=False).d.sum()
x = pairs.groupby(['t', 'i']).d.sum().rename('exports').rename_axis(['t', 'c'])
m = pairs.groupby(['t', 'j']).d.sum().rename('imports').rename_axis(['t', 'c'])
wide = pd.concat([x, m], axis=1).astype('Int64')
wide['turnover'] = wide.exports + wide.imports
wide['balance'] = wide.exports - wide.imports
long = wide.reset_index().melt(['t', 'c'], var_name='flow', value_name='v').dropna()
base = long.assign(t=long.t + 1).rename(columns=dict(v='base'))
long.merge(base, on=['t', 'c', 'flow'], how='left')[['c', 't', 'flow', 'v', 'base']].to_csv('{out}', index=False)
"""


def run(command):
    """Wall time in seconds and peak memory in MB of a process."""
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    took = time.perf_counter() - began
    if status != 0:
        sys.exit(f"{command[0]} failed: {told.decode()[-2000:]}")
    return took, used.ru_maxrss / 1024


def answer(path):
    """(code, year, flow) -> (dollars, growth in per cent)."""
    rows = {}
    for row in csv.DictReader(open(path)):
        value, base = int(float(row["v"])), row["base"]
        base = int(float(base)) if base else None
        sizes = None if base is None or base == 0 or base * value < 0 else 100 * (abs(value) - abs(base)) / abs(base)
        rows[int(row["c"]), int(row["t"]), row["flow"]] = value, sizes
    return rows


def by_name(path, names):
    """The same of the program's result, in which countries have names."""
    rows = {}
    for row in csv.DictReader(open(path)):
        growth = float(row["growth"]) if row["growth"] else None
        rows[names[row["reporter"]], int(row["period"]), row["flow"]] = int(float(row["value"])), growth
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--tools", default="tradecheck,screened,duckdb,duckdb-two-scans,polars,pandas")
    parser.add_argument("--program", default="target/release/tradecheck")
    parser.add_argument("--example", default="target/release/examples/06_large_file")
    args = parser.parse_args()
    folder = tempfile.mkdtemp()
    os.environ["POLARS_MAX_THREADS"] = str(args.threads)
    out = {tool: os.path.join(folder, tool + ".csv") for tool in args.tools.split(",")}

    def script(text, tool, **more):
        return [sys.executable, "-c", text.format(file=args.file, out=out[tool], threads=args.threads, **more)]

    commands = {
        "tradecheck": lambda: [args.program, "measure", args.file, "--measure", "turnover,balance,growth", "--by", "reporter",
                               "--format", "csv", "-o", out["tradecheck"]],
        "screened": lambda: [args.example, args.file],
        "duckdb": lambda: script(DUCKDB, "duckdb", pairs=ONE_SCAN),
        "duckdb-two-scans": lambda: script(DUCKDB, "duckdb-two-scans", pairs=TWO_SCANS),
        "polars": lambda: script(POLARS, "polars"),
        "pandas": lambda: script(PANDAS, "pandas"),
    }
    measured = {tool: [] for tool in out}
    for _ in range(args.rounds):
        for tool in out:
            measured[tool].append(run(commands[tool]()))
    best = {tool: min(took for took, _ in runs) for tool, runs in measured.items()}
    reference = min((best[tool] for tool in best if tool.startswith("duckdb")), default=None)
    print(f"{'':18} {'best s':>8} {'median s':>9} {'peak MB':>8} {'x DuckDB':>9}")
    for tool, runs in measured.items():
        times = sorted(took for took, _ in runs)
        ratio = f"{best[tool] / reference:9.2f}" if reference else ""
        print(f"{tool:18} {times[0]:8.2f} {times[len(times) // 2]:9.2f} {max(peak for _, peak in runs):8.0f} {ratio}")
    compare(out)


def compare(out):
    answers = {tool: answer(path) for tool, path in out.items() if tool not in ("tradecheck", "screened")}
    tools = list(answers)
    for tool in tools[1:]:
        if answers[tool] != answers[tools[0]]:
            sys.exit(f"{tool} and {tools[0]} differ")
    if "tradecheck" in out and tools:
        told = answers[tools[0]]
        # Names are told apart by their figures: two countries do not trade the same to the dollar.
        figures = {}
        for (code, year, flow), (value, _) in told.items():
            figures.setdefault(code, set()).add((year, flow, value))
        own = {}
        for row in csv.DictReader(open(out["tradecheck"])):
            own.setdefault(row["reporter"], set()).add((int(row["period"]), row["flow"], int(float(row["value"]))))
        codes = {frozenset(rows): code for code, rows in figures.items()}
        names = {name: codes.get(frozenset(rows)) for name, rows in own.items()}
        unknown = [name for name, code in names.items() if code is None]
        if unknown or len(names) != len(codes):
            sys.exit(f"tradecheck differs: {unknown[:5]}")
        for key, (value, growth) in by_name(out["tradecheck"], names).items():
            other, rate = told[key]
            if value != other or (growth is None) != (rate is None) or (rate is not None and abs(growth - rate) > 1e-9 * max(1, abs(rate))):
                sys.exit(f"tradecheck differs at {key}: {value} {growth}, others {other} {rate}")
    if len(out) - ("screened" in out) < 2:
        sys.exit("there is nothing to compare the answer with")
    print(f"all answers agree ({len(next(iter(answers.values())))} figures)")


if __name__ == "__main__":
    main()
