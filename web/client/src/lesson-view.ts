// Leads through a lesson: puts predictions and exercises into their cells, shows one step at a time or the whole page.
// The cells stay where they are and belong to NotebookView; this only adds to them and hides what another step has.

import { el } from "./dom";
import { ExerciseView, verdictNews } from "./exercise";
import { drawMarks } from "./guess-marks";
import { PredictionCard, isOpen } from "./prediction";
import type { Cell, CellId, CodeCell, Command, Mark, Notebook, Section, Study, TextCell } from "./protocol";
import { StepBar } from "./step-bar";

/// What of the page a lesson needs.
export interface LessonPage {
  send(command: Command): boolean;
  /// Runs the cell as it stands in its editor.
  run(cell: CellId): void;
  /// Runs and checks the cell as it stands in its editor.
  check(cell: CellId): void;
  goTo(cell: CellId, line: number): void;
  name(cell: CellId): string;
  markLanes(cell: CellId, mark: Mark): void;
  announce(text: string): void;
  offer(text: string, word: string, act: () => void): void;
}

export class LessonView {
  #predictions = new Map<CellId, PredictionCard>();
  #exercises = new Map<CellId, ExerciseView>();
  #study: Study | null = null;
  #place: CellId | null = null; // what the reader sees now; the server hears of it
  #bar: StepBar;

  constructor(private readonly column: HTMLElement, foot: HTMLElement, private readonly page: LessonPage) {
    this.#bar = new StepBar(foot, { show: step => this.show(step), goTo: cell => this.#goToOpen(cell) });
  }

  get sections(): Section[] {
    return this.#study?.sections ?? [];
  }

  /// The step that is shown, -1 if the whole page is.
  get current(): number {
    if (this.#study === null || this.#study.view === "page") return -1;
    return Math.max(0, this.sections.findIndex(section => section.step === this.#place));
  }

  draw(notebook: Notebook): void {
    const before = this.#study;
    const study = notebook.study;
    this.#study = study;
    document.body.classList.toggle("in-steps", study?.view === "steps");
    if (study === null) return;
    if (this.#place === null) this.#arrive(study);
    const cells = new Map(notebook.cells.map(cell => [cell.id, cell]));
    this.#drawPredictions(study);
    this.#drawExercises(study, cells);
    this.#hide(study, notebook);
    drawMarks(this.column, study.predictions, (cell, mark) => this.page.markLanes(cell, mark));
    this.#bar.draw(study, this.current, cell => this.page.name(cell));
    if (before !== null) this.#news(before, study);
  }

  /// Where the reader was the last time; the first step counts as seen when it is shown for the first time.
  #arrive(study: Study): void {
    this.#place = study.place ?? study.sections[0]?.step ?? null;
    if (study.place === null && this.#place !== null && study.view === "steps") this.page.send({ type: "go-to-step", step: this.#place });
  }

  /// Whether the cell waits for a guess; the reader is taken to it.
  locked(cell: CellId): boolean {
    const open = this.#study?.predictions.find(asked => asked.about === cell && isOpen(asked));
    if (open === undefined) return false;
    this.#element(open.cell)?.scrollIntoView({ block: "nearest" });
    this.#predictions.get(open.cell)?.focus();
    this.page.announce("First your guess, or go on without one. Then the cell runs.");
    return true;
  }

  show(step: CellId): void {
    this.#place = step;
    this.page.send({ type: "go-to-step", step });
    if (this.#study?.view === "page") {
      this.#element(step)?.scrollIntoView({ block: "start" });
      return;
    }
    document.dispatchEvent(new CustomEvent("step-shown"));
    scrollTo({ top: 0 });
    const heading = this.#element(step);
    heading?.focus({ preventScroll: true });
  }

  startOver(cell: CellId, step: boolean): void {
    if (!step) {
      this.page.send({ type: "reset-cell", cell });
      return;
    }
    const section = this.sections.find(one => one.cells.includes(cell));
    if (section !== undefined) this.page.send({ type: "reset-step", step: section.step });
  }

  toggleView(): void {
    if (this.#study === null) return;
    const view = this.#study.view === "steps" ? "page" : "steps";
    this.page.send({ type: "show-as", view });
    this.page.announce(view === "steps" ? "One step at a time." : "The whole page.");
  }

  #drawPredictions(study: Study): void {
    for (const asked of study.predictions) {
      const element = this.#element(asked.cell);
      if (element === null) continue;
      let card = this.#predictions.get(asked.cell);
      if (card === undefined || card.body.parentElement !== element) {
        card = new PredictionCard({
          predict: answer => this.page.send({ type: "predict", cell: asked.cell, answer }),
          run: () => this.page.run(asked.about),
        });
        this.#predictions.set(asked.cell, card);
        element.classList.add("predict");
        element.prepend(card.head);
        element.append(card.body);
      }
      card.update(asked);
    }
  }

  #drawExercises(study: Study, cells: Map<CellId, Cell>): void {
    for (const exercise of study.exercises) {
      const element = this.#element(exercise.cell);
      const cell = cells.get(exercise.cell);
      if (element === null || cell?.kind !== "code") continue;
      let view = this.#exercises.get(exercise.cell);
      if (view === undefined || view.below.parentElement !== element) {
        view = this.#newExercise(exercise.cell, element);
        this.#exercises.set(exercise.cell, view);
      }
      const hints = Array.from({ length: exercise.hints }, (_, i) => cells.get(`${exercise.cell}-hint-${i + 1}`)).filter(isText);
      const solution = cells.get(`${exercise.cell}-solution`);
      view.update(exercise, cell satisfies CodeCell, hints, isText(solution) ? solution : undefined);
    }
  }

  #newExercise(id: CellId, element: HTMLElement): ExerciseView {
    const view = new ExerciseView({
      check: () => this.page.check(id),
      startOver: () => this.page.send({ type: "reset-cell", cell: id }),
      openHint: () => this.page.send({ type: "open-hint", cell: id }),
      openSolution: () => this.page.send({ type: "open-solution", cell: id }),
      goTo: (cell, line) => this.page.goTo(cell, line),
      name: cell => this.page.name(cell),
    });
    const head = element.querySelector(".cell-head");
    head?.querySelector(".state")?.after(view.state);
    head?.querySelector(".end")?.prepend(view.buttons);
    element.classList.add("is-exercise");
    element.append(view.below);
    return view;
  }

  /// Hints and solutions are shown with their exercise; in step mode, every other step is out of sight,
  /// and what comes behind a cell that waits for a guess: it gives the answer away.
  #hide(study: Study, notebook: Notebook): void {
    const inLadder = new Set(study.exercises.flatMap(({ cell, hints }) => [...Array.from({ length: hints }, (_, i) => `${cell}-hint-${i + 1}`), `${cell}-solution`]));
    const shown = study.view === "page" ? null : new Set(study.sections[Math.max(0, this.current)]?.cells);
    const toBeGuessed = new Set(study.predictions.filter(isOpen).map(asked => asked.about));
    let givesAway = false;
    for (const { id } of notebook.cells) {
      const element = this.#element(id);
      if (element !== null) element.hidden = inLadder.has(id) || (shown !== null && (givesAway || !shown.has(id)));
      givesAway ||= shown?.has(id) === true && toBeGuessed.has(id);
    }
  }

  #goToOpen(cell: CellId): void {
    const prediction = this.#predictions.get(cell);
    this.#element(cell)?.scrollIntoView({ block: "center" });
    if (prediction !== undefined) prediction.focus();
    else this.#element(cell)?.focus({ preventScroll: true });
  }

  #news(before: Study, now: Study): void {
    for (const exercise of now.exercises) {
      const earlier = before.exercises.find(one => one.cell === exercise.cell);
      if (exercise.verdict !== null && exercise.verdict !== earlier?.verdict && !exercise.checking && earlier?.checking === true) {
        this.page.announce(`${this.page.name(exercise.cell)}: ${verdictNews(exercise.verdict)}`);
      }
    }
    for (const asked of now.predictions) {
      const earlier = before.predictions.find(one => one.cell === asked.cell);
      if (asked.says !== "" && asked.says !== earlier?.says) this.page.announce(asked.says);
    }
    if (now.undo !== null && before.undo === null) this.page.offer(`${now.undo} is as the lesson has it again.`, "Undo", () => this.page.send({ type: "undo-reset" }));
  }

  #element(cell: CellId): HTMLElement | null {
    return document.getElementById(`cell-${cell}`);
  }
}

function isText(cell: Cell | undefined): cell is TextCell {
  return cell !== undefined && cell.kind !== "code";
}

/// The buttons that choose between one step and the whole page.
export function viewSwitch(view: LessonView): { element: HTMLElement; draw(study: Study | null): void } {
  const made = (word: string): HTMLButtonElement => {
    const one = el("button", { type: "button" }, word);
    one.addEventListener("click", () => {
      if (one.getAttribute("aria-pressed") !== "true") view.toggleView();
    });
    return one;
  };
  const steps = made("Steps");
  const page = made("Whole page");
  const element = el("span", { class: "seg", role: "group", "aria-label": "Show" }, steps, page);
  element.hidden = true; // until it is known what is shown: a button that does nothing yet would lose a click
  return {
    element,
    draw(study) {
      element.hidden = study === null;
      steps.setAttribute("aria-pressed", String(study?.view === "steps"));
      page.setAttribute("aria-pressed", String(study?.view === "page"));
    },
  };
}
