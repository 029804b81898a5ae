// The page of the library: the lessons, and beside them the reader's own notebooks.

import "./library.css";
import { button, byId, el, icon } from "./dom";
import type { Child } from "./dom";
import { dropFiles } from "./drop-files";
import { offer } from "./floats";
import { counted } from "./format";
import { Books } from "./library-books";
import { Running } from "./library-running";
import { LibrarySearch } from "./library-search";
import type { Lesson, Library } from "./protocol";

const place = byId("lessons");
const around = { say, load };
const running = new Running(around);
const books = new Books(around);
const lists = el("div", { class: "lists" });
const search = new LibrarySearch(instead => {
  lists.hidden = instead;
  byId("intro").hidden = instead;
}, announce);

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

function draw({ lessons, notebooks, deleted, workspace }: Library): void {
  const next = goOn(lessons);
  books.draw(notebooks, deleted);
  // What is there already stays in the page: a row may have the focus.
  if (!lists.isConnected) place.replaceChildren(search.element, lists);
  const side = books.element.parentElement ?? el("div", { class: "side" }, running.element, books.element);
  const cols = side.parentElement ?? el("div", { class: "cols" }, el("section"), side);
  cols.firstElementChild?.replaceWith(lessonsOf(lessons));
  lists.replaceChildren(...(next === false ? [] : [next]), cols, el("p", { class: "where" }, "Your copies are in ", el("code", {}, workspace)));
}

/// For what has no place of its own on the page: seen and heard.
function say(text: string, word: string, act: () => void): void {
  announce(text);
  offer(text, word, act);
}

function announce(text: string): void {
  byId("said").replaceChildren(el("p", {}, text));
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

function drawFailure(error: unknown): void {
  const gone = error instanceof TypeError; // fetch's way to say that nobody answered
  const what = gone ? "Interleave does not answer. Is it still running in its terminal?" : `The lessons could not be read: ${error instanceof Error ? error.message : String(error)}.`;
  place.replaceChildren(el("div", { class: "said bad", role: "alert" },
    el("p", {}, icon("no", "mark bad"), el("span", {}, what, " Your notebooks are files and are not touched. Start it again, then open the address that it prints.")),
    button("", [icon("again"), "Try again"], () => void load())));
}

dropFiles(files => void books.take(files));
void load();
void running.load();
