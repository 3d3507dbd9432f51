"""Print the sizes of our modules and functions beside the figures of the house style."""

import ast
import statistics
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions_in(path: Path) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            found.append((size, f"{path.relative_to(SOURCE)}:{node.name}"))
    return found


def main() -> None:
    paths = [p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts and lines_of(p) > 1]
    modules = sorted((lines_of(p), str(p.relative_to(SOURCE))) for p in paths)
    functions = sorted(size for p in paths for size, _ in functions_in(p))
    sizes = [size for size, _ in modules]
    deciles = statistics.quantiles(sizes, n=20)
    print(
        f"modules {len(sizes)}, lines {sum(sizes)}, median {statistics.median(sizes):.0f}, "
        f"p75 {deciles[14]:.0f}, p90 {deciles[17]:.0f}, max {sizes[-1]}"
    )
    print(
        f"functions and classes: median {statistics.median(functions):.0f}, "
        f"p90 {statistics.quantiles(functions, n=10)[8]:.0f}, max {functions[-1]}"
    )
    print("to steer by: median 100, p75 180, p90 250, max 400; functions 12 and 30")
    for size, name in modules[:-8:-1]:
        print(f"{size:6} {name}")


main()
