// Runs in pages that `litatlas serve` shows, and in no other: loads the page anew when it changes, shows the content's faults.
"use strict";

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const shown = script.dataset.version;
  /** @type {HTMLElement | null} */
  let overlay = null;

  /** @typedef {{ place: string, message: string, hint: string }} Fault what is wrong with the content, and what to do */

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Element} parent
   * @param {Name} name
   * @param {string} text
   */
  const add = (parent, name, text, className = "") => {
    const element = document.createElement(name);
    element.textContent = text;
    if (className) element.className = className;
    parent.append(element);
    return element;
  };

  const close = () => {
    overlay?.remove();
    overlay = null;
  };

  /** @param {Fault[]} faults */
  const show = (faults) => {
    close();
    overlay = document.createElement("section");
    overlay.id = "litatlas-faults";
    overlay.setAttribute("role", "alert");
    overlay.lang = "en";
    overlay.dir = "ltr";
    add(overlay, "h2", faults.length === 1 ? "A fault in the content" : `${faults.length} faults in the content`);
    add(overlay, "p", "The page below is as it was. This goes away when the content is mended.");
    const list = add(overlay, "ul", "");
    for (const fault of faults) {
      const item = add(list, "li", "");
      add(item, "code", fault.place);
      add(item, "span", `: ${fault.message}`);
      add(item, "span", fault.hint, "hint");
    }
    const button = add(overlay, "button", "Hide");
    button.type = "button";
    button.addEventListener("click", close);
    document.body.prepend(overlay);
  };

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("preview.css", script.src).href;
  document.head.append(style);

  /** @type {EventSource | null} */
  let events = null;

  const stop = () => {
    events?.close();
    events = null;
  };

  const listen = () => {
    if (events || document.hidden) return;
    events = new EventSource(new URL("events", script.src).href);
    events.addEventListener("message", (event) => {
      const state = JSON.parse(event.data);
      if (state.version !== shown) {
        stop();
        location.reload();
      } else if (state.faults.length) {
        show(state.faults);
      } else {
        close();
      }
    });
  };

  // A browser has few connections to a server: pages that nobody sees give theirs up. When they are seen again, the server says
  // at once what is now.
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => event.persisted && listen());
  // Loading this page anew would call back whoever is on the way to another one. After a while, whoever is still here has stayed.
  addEventListener("beforeunload", () => {
    stop();
    setTimeout(listen, 3000);
  });
  listen();
})();
