// A prediction: the question, how to answer it, and afterwards both numbers side by side. The first guess counts.

import { button, el, enable, icon } from "./dom";
import { thousands } from "./format";
import { fromSlider, toSlider } from "./guess-scale";
import type { Prediction, RangePrediction } from "./protocol";

/// What a prediction may ask for.
export interface PredictionActs {
  predict(answer: string[]): void;
  run(): void;
}

const sliderSteps = 240;

export class PredictionCard {
  readonly head = el("p", { class: "who" }, icon("you", "mark you"), el("span", {}, "Your prediction"));
  readonly body = el("div", { class: "guess" });
  #drawn = "";

  constructor(private readonly acts: PredictionActs) {}

  update(asked: Prediction): void {
    const state = JSON.stringify([asked.answer, asked.skipped, asked.result, asked.says]);
    if (state === this.#drawn) return; // what the reader is about to answer stays
    const hadFocus = this.body.contains(document.activeElement);
    this.#drawn = state;
    this.body.replaceChildren(...(isOpen(asked) ? this.#open(asked) : this.#settled(asked)));
    if (hadFocus) this.body.querySelector<HTMLElement>("button, input")?.focus({ preventScroll: true });
  }

  focus(): void {
    this.body.querySelector<HTMLElement>("input, button")?.focus();
  }

  #open(asked: Prediction): HTMLElement[] {
    const commit = button("small", [icon("you", "mark you"), "That is my guess"], () => this.acts.predict(field.answer()));
    const changed = (): void => enable(commit, field.answer().length > 0);
    const field = asked.kind === "range" ? rangeField(asked, changed) : asked.kind === "choices" ? choiceField(asked, changed) : rankingField(asked.items, changed);
    field.element.addEventListener("keydown", event => {
      if (event.key !== "Enter" || field.answer().length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      this.acts.predict(field.answer());
    });
    changed();
    return [field.element, el("div", { class: "acts" }, commit, button("quiet small", ["Go on without a guess"], () => this.acts.predict([])))];
  }

  #settled(asked: Prediction): HTMLElement[] {
    const said = el("div", { class: "said" },
      asked.skipped ? el("span", { class: "chip" }, "no guess") : el("span", { class: "chip yours" }, icon("you", "mark you"), el("b", {}, words(asked, asked.answer)), el("small", {}, "you")),
      asked.result.length > 0 && el("span", { class: "chip" }, el("b", {}, words(asked, asked.result)), el("small", {}, "measured")));
    if (asked.says !== "") return [said, el("p", { class: "after" }, asked.says)];
    return [said, el("div", { class: "acts" }, button("small", [icon("play"), "Run the cell"], () => this.acts.run()))];
  }
}

export function isOpen(asked: Prediction): boolean {
  return !asked.skipped && asked.answer.length === 0;
}

/// An answer or a result as it is read: `4 000 ms`.
export function words(asked: Prediction, values: string[]): string {
  const shown = values.map(value => (value !== "" && Number.isFinite(Number(value)) ? amount(Number(value)) : value));
  return shown.join(", ") + (asked.unit === "" ? "" : ` ${asked.unit}`);
}

function amount(value: number): string {
  return value >= 10 || Number.isInteger(value) ? thousands(Math.round(value)) : value.toFixed(1);
}

interface Field { element: HTMLElement; answer(): string[] }

/// A slider for the order of magnitude and a field for the number itself, since waits differ by factors and not by differences.
function rangeField(asked: RangePrediction, changed: () => void): Field {
  const id = `guess-${asked.cell}`;
  const number = el("input", { id, type: "number", min: asked.low, step: "any", inputmode: "decimal", "aria-label": `Your guess${asked.unit === "" ? "" : `, in ${asked.unit}`}` });
  const slider = el("input", { type: "range", min: 0, max: sliderSteps, value: sliderSteps / 2, "aria-label": "Your guess, by its size" });
  const tell = (): void => slider.setAttribute("aria-valuetext", `${number.value} ${asked.unit}`);
  slider.addEventListener("input", () => {
    number.value = String(fromSlider(Number(slider.value) / sliderSteps, asked.low, asked.high));
    tell();
    changed();
  });
  number.addEventListener("input", () => {
    if (number.value !== "") slider.value = String(sliderSteps * toSlider(Number(number.value), asked.low, asked.high));
    changed();
  });
  const ends = el("div", { class: "ends", "aria-hidden": "true" }, el("span", {}, amount(asked.low)), el("span", {}, `${amount(asked.high)} ${asked.unit}`));
  return {
    element: el("div", { class: "range" }, el("div", { class: "slide" }, slider, ends), el("label", { class: "number" }, number, asked.unit)),
    answer: () => (number.value !== "" && Number(number.value) >= 0 ? [String(Number(number.value))] : []),
  };
}

function choiceField(asked: Extract<Prediction, { kind: "choices" | "ranking" }>, changed: () => void): Field {
  const inputs = asked.items.map(item => el("input", { type: "radio", name: `guess-${asked.cell}`, value: item }));
  const element = el("div", { class: "choices", role: "radiogroup", "aria-label": "Your guess" },
    ...inputs.map((input, i) => el("label", { class: "chip" }, input, words(asked, [asked.items[i] ?? ""]))));
  element.addEventListener("change", changed);
  return { element, answer: () => inputs.filter(input => input.checked).map(input => input.value) };
}

function rankingField(items: string[], changed: () => void): Field {
  let order = items;
  let touched = false;
  const element = el("div", { class: "ranking" });
  const move = (at: number, by: -1 | 1): void => {
    const [item] = order.slice(at, at + 1);
    if (item === undefined || at + by < 0 || at + by >= order.length) return;
    order = order.toSpliced(at, 1).toSpliced(at + by, 0, item);
    touched = true;
    draw();
    element.querySelector<HTMLElement>(`[data-item="${CSS.escape(item)}"][data-by="${by}"]`)?.focus();
    changed();
  };
  const mover = (item: string, at: number, by: -1 | 1): HTMLElement => {
    const made = button("quiet small", [by < 0 ? "↑" : "↓"], () => move(at, by));
    made.setAttribute("aria-label", `${item}, ${by < 0 ? "earlier" : "later"}`);
    made.dataset["item"] = item;
    made.dataset["by"] = String(by);
    enable(made, at + by >= 0 && at + by < order.length);
    return made;
  };
  const draw = (): void => element.replaceChildren(
    el("p", { class: "muted" }, "The quickest first."),
    el("ol", {}, ...order.map((item, at) => el("li", {}, el("span", {}, item), mover(item, at, -1), mover(item, at, 1)))),
    ...(touched ? [] : [button("quiet small", ["It is this order"], () => { touched = true; draw(); changed(); })]));
  draw();
  return { element, answer: () => (touched ? order : []) };
}
