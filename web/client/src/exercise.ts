// An exercise on the page: Check and Start over in the head of its cell; below it what the checks found, the hints, the solution.

import { button, el, enable, icon } from "./dom";
import { counted } from "./format";
import { lineDiff } from "./line-diff";
import { fillProse } from "./prose";
import type { Check, CodeCell, Exercise, TextCell, Verdict } from "./protocol";

/// What an exercise may ask for.
export interface ExerciseActs {
  check(): void;
  startOver(): void;
  openHint(): void;
  openSolution(): void;
  goTo(cell: string, line: number): void;
  name(cell: string): string;
}

const rungs = ["Where to look", "What is wrong", "Almost the code"];

export class ExerciseView {
  readonly state = el("span", { class: "state verdict-state", hidden: true });
  readonly buttons: HTMLElement;
  readonly below = el("div", { class: "exercise" });
  #check: HTMLButtonElement;
  #over: HTMLButtonElement;
  #checks = el("div", { class: "checks-part" });
  #hints = el("div", { class: "hints" });
  #solution = el("div", { class: "solution", hidden: true });
  #drawn = new Map<HTMLElement, string>();

  constructor(private readonly acts: ExerciseActs) {
    this.#check = button("primary small", [icon("play"), "Check"], () => acts.check());
    this.#over = button("quiet small", [icon("again"), el("span", { class: "narrow-hide" }, "Start over")], () => acts.startOver());
    this.#over.setAttribute("aria-label", "Start over with this cell");
    this.buttons = el("span", { class: "exercise-acts" }, this.#over, this.#check);
    this.below.append(this.#checks, this.#hints, this.#solution);
  }

  /// `original` differs from the cell's text if there is something to take back.
  update(exercise: Exercise, cell: CodeCell, hints: TextCell[], solution: TextCell | undefined): void {
    enable(this.#check, !exercise.checking);
    this.#state(exercise);
    this.#draw(this.#checks, JSON.stringify([exercise.verdict, exercise.checking]), () => verdictParts(exercise, this.acts));
    this.#draw(this.#hints, JSON.stringify([exercise.hints, exercise.rungs, exercise.solution, hints.map(hint => hint.html)]), () => this.#ladder(exercise, hints));
    this.#solution.hidden = solution === undefined;
    if (solution !== undefined) this.#draw(this.#solution, JSON.stringify([solution.html, cell.source]), () => solutionParts(solution, cell.source));
  }

  #state(exercise: Exercise): void {
    const words = stateWords(exercise);
    this.state.hidden = words === null;
    if (words === null || this.state.textContent === words.text) return;
    this.state.classList.toggle("bad", words.mark === "no");
    this.state.replaceChildren(icon(words.mark, `mark ${words.mark === "no" ? "bad" : words.mark === "ok" ? "good" : "soft"}`), el("span", {}, words.text));
  }

  /// Draws a part anew only if it has changed, and gives the focus back to the button that stands where the old one stood.
  #draw(part: HTMLElement, state: string, parts: () => (Node | false)[]): void {
    if (this.#drawn.get(part) === state) return;
    this.#drawn.set(part, state);
    const hadFocus = part.contains(document.activeElement);
    part.replaceChildren(...parts().filter(one => one !== false));
    if (hadFocus) (part.querySelector<HTMLElement>("button") ?? this.#check).focus({ preventScroll: true });
  }

  #ladder(exercise: Exercise, hints: TextCell[]): Node[] {
    const open = `${exercise.hints} of ${exercise.rungs} open. Opening one costs nothing.`;
    const items = Array.from({ length: exercise.rungs }, (_, i) => this.#rung(i, exercise, hints[i]));
    return [el("h3", {}, "Hints", el("span", {}, open)), el("ol", { class: "ladder" }, ...items), this.#wayToSolution(exercise)];
  }

  #rung(index: number, exercise: Exercise, hint: TextCell | undefined): HTMLElement {
    const title = rungs[index] ?? `Hint ${index + 1}`;
    if (hint !== undefined) {
      const text = el("div", { class: "prose text-of-hint" });
      fillProse(text, hint.html);
      return el("li", { class: "open" }, el("details", { open: true }, el("summary", {}, title, icon("chev", "chev")), text));
    }
    const next = index === exercise.hints;
    return el("li", {}, el("div", { class: "shut" }, el("span", {}, title),
      next ? button("small", [`Open hint ${index + 1}`], () => this.acts.openHint()) : el("span", { class: "muted" }, `after hint ${index}`)));
  }

  #wayToSolution(exercise: Exercise): HTMLElement {
    if (exercise.solution === "open") return el("p", { class: "muted small" }, "The solution is open below.");
    if (exercise.solution === "earned") return el("div", {}, button("small", ["Show the solution"], () => this.acts.openSolution()));
    return el("p", { class: "muted small" }, "The solution opens when all checks pass, or after hint 3 and a try.");
  }
}

interface Words { text: string; mark: "ok" | "no" | "wait" }

function stateWords({ checking, verdict, passed }: Exercise): Words | null {
  if (checking) return { text: "checking …", mark: "wait" };
  if (verdict === null) return passed === null ? null : { text: "solved", mark: "ok" };
  const good = verdict.checks.filter(check => check.status === "passed").length;
  const text = `${good} of ${verdict.checks.length} checks pass`;
  return verdict.end === "passed" ? { text: "all checks pass", mark: "ok" } : { text, mark: "no" };
}

/// What a screen reader is told when a check has ended.
export function verdictNews(verdict: Verdict): string {
  const failed = verdict.checks.find(check => check.status === "failed");
  if (verdict.end === "passed") return `All ${counted(verdict.checks.length, "check")} pass.`;
  return failed === undefined ? verdict.message : `${sentence(failed.name)}: not yet. ${failed.message}`;
}

function verdictParts({ verdict }: Exercise, acts: ExerciseActs): (Node | false)[] {
  if (verdict === null) return [];
  return [
    verdict.message !== "" && trouble(verdict, acts),
    el("ul", { class: "checks", "aria-label": "Checks" }, ...verdict.checks.map(checkItem)),
  ];
}

function trouble(verdict: Verdict, acts: ExerciseActs): HTMLElement {
  const { cell, line } = verdict;
  return el("div", { class: "trouble" }, icon(verdict.end === "threw" ? "no" : "alert", "mark bad"), el("div", {},
    el("b", {}, verdict.end === "threw" ? "Your code failed while it was checked" : verdict.end === "stopped" ? "It took too long" : "It could not be checked"),
    el("p", {}, verdict.message),
    cell !== null && button("quiet small", [`${acts.name(cell)}, line ${line}`], () => acts.goTo(cell, line))));
}

function checkItem(check: Check): HTMLElement {
  const mark = check.status === "passed" ? icon("ok", "mark good") : check.status === "failed" ? icon("no", "mark bad") : icon("wait", "mark soft");
  const state = check.status === "passed" ? "passed" : check.status === "failed" ? "not yet" : "not reached";
  const machine = check.machine === "" ? false : el("div", { class: "machine" });
  if (machine !== false) fillProse(machine, check.machine);
  return el("li", { class: check.status }, mark, el("div", {},
    el("b", {}, sentence(check.name), el("span", { class: "vh" }, `, ${state}`)),
    check.status === "not-reached" && el("span", { class: "muted small" }, " not reached"),
    check.message !== "" && el("p", { class: check.status === "failed" ? "evidence" : "said" }, check.message),
    machine));
}

function sentence(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/// The author's code beside the reader's, then why it works.
function solutionParts(solution: TextCell, mine: string): Node[] {
  const code = /^```java\n([\s\S]*?)^```/m.exec(solution.source)?.[1]?.trimEnd() ?? "";
  const why = el("div", { class: "prose" });
  fillProse(why, solution.html);
  why.querySelector("pre")?.remove();
  const rows = lineDiff(mine, code).map(({ left, right }) => el("tr", { class: left === right ? null : left === null ? "only-right" : right === null ? "only-left" : sameCode(left, right) ? null : "both" },
    el("td", { class: left === null ? "none" : null }, left ?? ""), el("td", { class: right === null ? "none" : null }, right ?? "")));
  return [
    el("h3", {}, "The solution, beside yours"),
    el("div", { class: "diff-scroll" }, el("table", { class: "diff" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Yours"), el("th", { scope: "col" }, "Solution"))), el("tbody", {}, ...rows))),
    why,
  ];
}

function sameCode(left: string, right: string): boolean {
  return left.replace(/\s*\/\/.*$/, "").trim() === right.replace(/\s*\/\/.*$/, "").trim();
}
