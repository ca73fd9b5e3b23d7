// The first script of each page that scripts/browsers.mjs opens: what the console, or nobody else, would tell of it, in its order.
window.heard = [];
for (const name of ["debug", "info", "log", "warn", "error"]) {
  const say = console[name];
  console[name] = (...what) => {
    heard.push(`console.${name}: ${what.join(" ")}`);
    say.apply(console, what);
  };
}
// A file that does not come is an error of its element alone, which the window hears on the way there.
addEventListener("error", ({ message, target }) => heard.push(`error: ${message ?? `${target.src ?? target.href} did not come`}`), true);
addEventListener("unhandledrejection", ({ reason }) => heard.push(`unhandled: ${reason}`));
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => heard.push(`policy: ${effectiveDirective} refuses ${blockedURI}`));
