// The first step as index.html shows it until the module is there: its heading, its text and the button that runs it, of the same content
// files and with the same classes as the live one (src/ui/pages/learn/view.rs), so that nothing moves when that takes its place. boot.js says
// when it is shown, and keeps a press on the button until the module can run.
import { escape, prose } from "./html.mjs";
import { content } from "./words.mjs";

const PLACE = "{{first_step}}";

/** A built index.html with the step in its place. */
export function withFirstStep(index) {
  const { steps, words } = content("learn");
  const [{ title }, next] = steps;
  const { copy } = content("learn/1");
  const say = (name) => escape(words[name]);
  const place = say("step_of").replace("{position}", "1").replace("{total}", String(steps.length));
  const ticks = steps.map((_, at) => (at === 0 ? '<li class="now"></li>' : "<li></li>")).join("");
  const onward = (look) => `<a class="${look}" href="#/learn/${next.number}" aria-label="${say("next")}: ${escape(next.title)}">›</a>`;
  const run = (id) => `<button class="btn go" type="button" id="${id}">${say("run")}</button>`;
  const step = `<article class="lesson">
<nav class="steps" aria-label="${say("steps")}"><span></span><p class="stepmenu chev">${place}</p>${onward("act")}<ol class="ticks" aria-hidden="true">${ticks}</ol></nav>
<p class="about">${say("about")} <a href="#/answer">${say("answer")}</a></p>
<div class="prose copy"><h1>${escape(title)}</h1>${copy.map((paragraph) => `<p>${prose(paragraph)}</p>`).join("")}</div>
<div class="btns run-bar">${run("run")}<button class="btn" type="button">${say("reset")}</button><span class="cap muted">${say("shortcut")}</span></div>
</article>
<section class="evidence" aria-label="${say("evidence")}"><div class="in-pane"><section class="still"><h2>${say("still")}</h2><p class="sm second">${say("still_hint")}</p></section></div></section>
<div class="dock">${run("run-dock")}${onward("btn")}</div>`;
  return index.replace(PLACE, () => step);
}
