// Runs in pages that `litatlas serve` shows, and in no other: loads the page anew when it changes, shows the content's faults.
"use strict";

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const shown = script.dataset.version;
  // The lock of the window that listens for all, and the channel by which it tells them.
  const NAME = "litatlas-preview";
  const QUESTION = "What is now?";
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

  /** @type {AbortController | null} ends the listening */
  let listening = null;

  const stop = () => {
    listening?.abort();
    listening = null;
  };

  /** @param {string} data what the server said */
  const take = (data) => {
    /** @type {unknown} */
    const said = JSON.parse(data);
    const state = /** @type {{ version: string, faults: Fault[] }} */ (said);
    if (state.version !== shown) {
      stop();
      location.reload();
    } else if (state.faults.length) {
      show(state.faults);
    } else {
      close();
    }
  };

  /**
   * Hears from the server what is now, at once, and then what comes.
   *
   * @param {(data: string) => void} tell
   */
  const follow = (tell) => {
    const events = new EventSource(new URL("events", script.src).href);
    events.addEventListener("message", (/** @type {MessageEvent<string>} */ event) => tell(event.data));
    return events;
  };

  /** @param {AbortSignal} signal the end of it */
  const followAlone = (signal) => {
    const events = follow(take);
    signal.addEventListener("abort", () => events.close());
  };

  /**
   * Leads the windows of this browser: hears for all of them, until the signal. Who asks is answered by the server: what this
   * window heard last may be older than the page of the one that asks.
   *
   * @param {BroadcastChannel} channel
   * @param {AbortSignal} signal
   */
  const lead = (channel, signal) => {
    const tell = (/** @type {string} */ data) => {
      channel.postMessage(data);
      take(data);
    };
    let events = follow(tell);
    channel.addEventListener("message", ({ data }) => {
      if (data !== QUESTION) return;
      events.close();
      events = follow(tell);
    });
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => {
        events.close();
        resolve(null);
      });
    });
  };

  /**
   * Hears from the window that leads, or leads when there is no other: it has the lock. The next one has it as soon as that one
   * stops, closes or crashes.
   *
   * @param {AbortSignal} signal
   */
  const share = async (signal) => {
    const channel = new BroadcastChannel(NAME);
    signal.addEventListener("abort", () => channel.close());
    channel.addEventListener("message", (/** @type {MessageEvent<string>} */ { data }) => data === QUESTION || take(data));
    channel.postMessage(QUESTION);
    try {
      await navigator.locks.request(NAME, { signal }, () => lead(channel, signal));
    } catch {
      if (!signal.aborted) followAlone(signal);
    }
  };

  const listen = () => {
    if (listening || document.hidden) return;
    listening = new AbortController();
    // Browsers have locks for addresses of this machine and for https alone.
    if (navigator.locks && window.BroadcastChannel) void share(listening.signal);
    else followAlone(listening.signal);
  };

  // A browser has few connections to a server, six as a rule: one window listens for all, and pages that nobody sees do not. When
  // they are seen again, they are told at once what is now.
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
