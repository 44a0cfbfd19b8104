"""Installs the programs that judge pages and their scripts, once for each state of their lock file, and runs them.

`python3 -m tests.site.quality.tools FOLDER` installs them alone: into pytest's cache, `.pytest_cache/d/quality`, before it runs.
"""

import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]
LOCKED = ("package.json", "package-lock.json", "eslint.config.js")
"""What stands beside the programs: ESLint's settings too, for they name a package."""
CHROME_OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
RULES = {
    "root": True,
    "extends": ["html-validate:recommended"],
    "rules": {
        # Lists may have names; the rule's own default knows fewer elements than ARIA does.
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],
        # Tables that the style sheet stacks on narrow screens would lose their roles in browsers.
        "no-redundant-role": "off",
        "prefer-native-element": "off",
        # Footnotes have a colon in their ids, as HTML allows.
        "valid-id": ["error", {"relaxed": True}],
        # Papers have the titles that they have.
        "long-title": "off",
        # Matters of taste, of which readers see nothing; templates have quotes, which pages go without.
        "attr-quotes": "off",
        "doctype-style": "off",
        "no-trailing-whitespace": "off",
    },
}
"""What html-validate looks for: what it recommends, but for these."""
SCRIPTS = ("templates/assets/*.js", "src/litatlas/preview/files/*.js", "templates/scripts.d.ts", "tests/site/quality/*.js")
"""What is written in JavaScript, from the root of the repository."""
PRINT = """
import { readFileSync } from "node:fs";
import typescript from "typescript";
const texts = JSON.parse(readFileSync(0, "utf8"));
const options = { compilerOptions: { removeComments: true, target: "esnext", module: "esnext" } };
console.log(JSON.stringify(texts.map(text => typescript.transpileModule(text, options).outputText)));
"""
"""Prints scripts anew, without their comments, in one layout."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RATE = """
import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
const { browser, flags, categories, least, most, addresses } = JSON.parse(readFileSync(0, "utf8"));
const chrome = await launch({ chromePath: browser, chromeFlags: flags });
const options = { port: chrome.port, onlyCategories: categories, logLevel: "error", disableFullPageScreenshot: true };
const rate = async (address) => {
  const { lhr } = await lighthouse(address, options);
  return Object.fromEntries(categories.map((name) => [name, Math.round(100 * lhr.categories[name].score)]));
};
const ratings = [];
try {
  for (const address of addresses) {
    const turns = [];
    do turns.push(await rate(address)); while (turns.length < most && Math.min(...Object.values(turns.at(-1))) < least);
    ratings.push(turns);
  }
} finally {
  chrome.kill();
}
console.log(JSON.stringify(ratings));
"""
"""Rates pages one after the other, each until it is good enough: one start of Lighthouse and of the browser serves them all."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The programs where they are installed."""

    modules: Path

    @property
    def axe(self) -> str:
        """The script that a page runs to judge itself."""
        return (self.modules / "axe-core/axe.min.js").read_text(encoding="utf-8")

    def rate(self, addresses: Sequence[str], browser: str, *, least: int, most: int) -> list[list[dict[str, int]]]:
        """Lighthouse's scores of each page, from 0 to 100, by category: of up to `most` turns, the last with `least` in all."""
        asked = {"browser": browser, "flags": CHROME_OPTIONS, "categories": CATEGORIES, "least": least, "most": most}
        ratings: list[list[dict[str, int]]] = self._run_module(RATE, {**asked, "addresses": addresses})
        return ratings

    def validate(self, pages: Sequence[Path], folder: Path) -> list[str]:
        """What html-validate finds wrong with pages; `folder` takes its rules."""
        config = folder / "rules.json"
        config.write_text(json.dumps(RULES), encoding="utf-8")
        run = self._run(["html-validate", "--config", str(config), "--formatter", "json", *map(str, pages)])
        reports: list[dict[str, Any]] = json.loads(run.stdout)
        return [
            f"{report['filePath']}:{fault['line']}: {fault['ruleId']}: {fault['message']}"
            for report in reports
            for fault in report["messages"]
        ]

    def check_types(self) -> list[str]:
        """What the compiler finds wrong with the types of the scripts."""
        config = self.modules.parent / "tsconfig.json"
        return self._run(["tsc", "--project", str(config), "--pretty", "false"]).stdout.splitlines()

    def lint(self) -> list[str]:
        """What ESLint finds wrong with the scripts."""
        config = self.modules.parent / "eslint.config.js"
        patterns = [pattern for pattern in SCRIPTS if pattern.endswith(".js")]
        run = self._run(["eslint", "--config", str(config), "--format", "json", *patterns])
        reports: list[dict[str, Any]] = json.loads(run.stdout)
        return [
            f"{report['filePath']}:{fault.get('line')}: {fault['ruleId']}: {fault['message']}"
            for report in reports
            for fault in report["messages"]
        ]

    def find_unformatted(self) -> list[str]:
        """The scripts that Prettier would lay out otherwise."""
        config = str(HERE / "prettier.json")
        return self._run(["prettier", "--config", config, "--list-different", *SCRIPTS]).stdout.splitlines()

    def print_anew(self, scripts: Sequence[str]) -> list[str]:
        """Scripts in one layout, without comments."""
        printed: list[str] = self._run_module(PRINT, scripts)
        return printed

    def _run_module(self, module: str, asked: object) -> Any:
        """What a module says in JSON of what it is asked in JSON."""
        command = ["node", "--input-type=module", "--eval", module]
        run = subprocess.run(
            command, cwd=self.modules.parent, input=json.dumps(asked), capture_output=True, text=True, check=False
        )
        if run.returncode:
            raise RuntimeError(run.stderr)
        return json.loads(run.stdout)

    def _run(self, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        program = self.modules / ".bin" / command[0]
        return subprocess.run([str(program), *command[1:]], cwd=REPOSITORY, capture_output=True, text=True, check=False)


def install_tools(cache: Path) -> Tools | str:
    """The programs, installed below `cache` unless they are already, also by a run beside this one; or why they cannot be."""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        return "no npm: install nodejs and npm"
    with (cache / "lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        return _install(cache, npm)


def _install(cache: Path, npm: str) -> Tools | str:
    locked = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in LOCKED)).hexdigest()[:12]
    folder = cache / locked
    modules = folder / "node_modules"
    if not (folder / "complete").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for name in LOCKED:
            shutil.copy(HERE / name, folder)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if run.returncode:
            return f"npm could not install the programs: {run.stderr.strip()}"
        (folder / "complete").touch()
    _write_settings(folder / "tsconfig.json")
    return Tools(modules)


def _write_settings(path: Path) -> None:
    """Write the compiler's settings, which ESLint's rules about types go by too, beside the programs that look for them there."""
    settings = json.dumps({"extends": str(HERE / "tsconfig.json")})
    if not path.is_file() or path.read_text(encoding="utf-8") != settings:
        path.write_text(settings, encoding="utf-8")


def main(cache: Path) -> int:
    """Install the programs below a folder."""
    cache.mkdir(parents=True, exist_ok=True)
    installed = install_tools(cache)
    if isinstance(installed, str):
        print(installed, file=sys.stderr)  # noqa: T201  (a program of its own)
    return int(isinstance(installed, str))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
