// The list of lessons, and of the reader's own notebooks if there are any.

import "./library.css";
import { button, byId, el, icon, svg } from "./dom";
import type { Child } from "./dom";
import { counted, day } from "./format";
import type { Lesson, Library, NotebookFile } from "./protocol";

const place = byId("lessons");

async function load(): Promise<void> {
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch("/api/library", { cache: "no-store" });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    draw((await answer.json()) as Library);
  } catch (error) {
    drawFailure(error);
  }
  place.removeAttribute("aria-busy");
}

function draw({ lessons, notebooks, workspace }: Library): void {
  const both = notebooks.length > 0;
  const next = goOn(lessons);
  place.replaceChildren(...(next === false ? [] : [next]), el("div", { class: both ? "cols two" : "cols" }, lessonsOf(lessons), both && notebooksOf(notebooks)),
    el("p", { class: "where" }, "Your copies are in ", el("code", {}, workspace)));
}

function lessonsOf(lessons: Lesson[]): HTMLElement {
  const opened = lessons.filter(lesson => lesson.opened).length;
  return el("section", { "aria-labelledby": "lessons-title" },
    el("div", { class: "section-head" }, el("h2", { id: "lessons-title" }, "Lessons"),
      el("p", {}, opened === 0 ? counted(lessons.length, "lesson") : `${opened} of ${lessons.length} opened`)),
    lessons.length === 0
      ? el("p", { class: "said" }, "No lessons here: the folder notebooks/ of this Interleave is empty.")
      : el("ul", { class: "lessons" }, ...lessons.map(lessonRow)));
}

function lessonRow(lesson: Lesson): HTMLElement {
  return el("li", { class: lesson.opened ? "lesson opened" : "lesson" },
    el("span", { class: "no" }, String(lesson.number)),
    el("span", { class: "what" }, el("a", { href: `/notebooks/${encodeURIComponent(lesson.id)}` }, lesson.title), el("span", { class: "q" }, lesson.description)),
    el("span", { class: "long" }, `${lesson.minutes} min`),
    el("span", { class: "how" }, ...farOf(lesson)));
}

function farOf({ steps, progress }: Lesson): Child[] {
  if (progress === null) return [counted(steps, "step")];
  if (progress.updated) return [icon("again", "mark soft"), "updated"];
  const all = progress.done === progress.steps;
  return [icon(all ? "ok" : "you", all ? "mark soft" : "mark you"), all ? "done" : `${progress.done} of ${counted(progress.steps, "step")}`];
}

/// The lesson that was begun and is not done, the furthest one if there are several.
function goOn(lessons: Lesson[]): HTMLElement | false {
  const begun = lessons.findLast(({ progress }) => progress !== null && progress.done < progress.steps);
  if (begun?.progress == null) return false;
  const at = begun.progress.at === "" ? "" : `, at “${begun.progress.at}”`;
  return el("p", { class: "go-on" }, el("a", { class: "btn primary", href: `/notebooks/${encodeURIComponent(begun.id)}` }, "Continue where you left off"), el("span", {}, `${begun.title}${at}`));
}

function notebooksOf(notebooks: NotebookFile[]): HTMLElement {
  return el("section", { "aria-labelledby": "mine-title" },
    el("div", { class: "section-head" }, el("h2", { id: "mine-title" }, "My notebooks")),
    el("ul", { class: "books" }, ...notebooks.map(book => el("li", { class: "book" },
      el("a", { href: `/notebooks/${encodeURIComponent(book.name)}` }, book.title),
      el("p", {}, `${day(book.modified)}, ${counted(book.cells, "cell")}`),
      statusOf(book.kernel)))));
}

function statusOf(kernel: NotebookFile["kernel"]): HTMLElement | null {
  if (kernel === "none" || kernel === "resting" || kernel === "lost") return null;
  const runs = kernel === "running" || kernel === "stopping";
  const shape = runs
    ? svg("rect", { x: 1.5, y: 1.5, width: 9, height: 9, fill: "var(--doing)" })
    : svg("circle", { cx: 6, cy: 6, r: 4.5, fill: "none", stroke: "currentColor", "stroke-width": 2 });
  return el("span", { class: "status" }, svg("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, shape), kernel);
}

function drawFailure(error: unknown): void {
  const gone = error instanceof TypeError; // fetch's way to say that nobody answered
  const what = gone ? "Interleave does not answer. Is it still running in its terminal?" : `The lessons could not be read: ${error instanceof Error ? error.message : String(error)}.`;
  place.replaceChildren(el("div", { class: "said bad", role: "alert" },
    el("p", {}, icon("no", "mark bad"), el("span", {}, what, " Your notebooks are files and are not touched. Start it again, then open the address that it prints.")),
    button("", [icon("again"), "Try again"], () => void load())));
}

void load();
