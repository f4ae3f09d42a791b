// The socket to the server: questions with answers, messages, and coming back after it was lost.
import type { Push, Welcome } from "./messages";
import { spoken, w } from "./words";

const KEY = "sopflow-key";
const WRONG_KEY = 4401;
const SOONEST = 400;
const LATEST = 4000;
/** Characters of a text that the server takes. */
const LARGEST = 1_000_000;

export type State = "connected" | "lost" | "refused";

interface Values {
  text?: string;
  [name: string]: unknown;
}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (fault: Error) => void;
}

/** The server can't do it; its words say why. */
export class Fault extends Error {}
/** There was no server to ask, or it went away before it answered. */
export class Lost extends Error {}

/** What stands behind the # of the address, which browsers send to nobody: the key, or a ticket that is worth the key once. It doesn't stay there. */
function fromAddress(): string {
  const given = location.hash.slice(1);
  if (given) history.replaceState(null, "", location.pathname);
  return given;
}

export class Connection {
  #socket: WebSocket | null = null;
  #waiting = new Map<number, Waiting>();
  #number = 0;
  #pause = SOONEST;
  #given = fromAddress();

  constructor(
    private readonly welcomed: (welcome: Welcome) => void,
    private readonly hear: (push: Push) => void,
    private readonly changed: (state: State) => void,
  ) {}

  connect(): void {
    const socket = new WebSocket(`ws://${location.host}/socket`);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      socket.send(JSON.stringify({ kind: "hello", key: this.#given || localStorage.getItem(KEY) || "" }));
    });
    socket.addEventListener("message", (event) => this.#receive(JSON.parse(String(event.data))));
    socket.addEventListener("close", (event) => this.#lose(event.code));
  }

  #receive(message: { kind: string; id?: number; value?: unknown; fault?: string }): void {
    if (message.kind === "reply") {
      const waiting = this.#waiting.get(message.id ?? -1);
      this.#waiting.delete(message.id ?? -1);
      if (message.fault !== undefined) waiting?.reject(new Fault(message.fault));
      else waiting?.resolve(message.value);
    } else if (message.kind === "welcome") {
      this.#greet(message as unknown as Welcome);
    } else {
      this.hear(message as unknown as Push);
    }
  }

  /** The key is kept for this address alone, so that the page can be opened again. */
  #greet(welcome: Welcome): void {
    localStorage.setItem(KEY, welcome.key);
    this.#given = "";
    this.#pause = SOONEST;
    this.changed("connected");
    this.welcomed(welcome);
  }

  #lose(code: number): void {
    this.#socket = null;
    if (code === WRONG_KEY) this.#given = "";
    for (const waiting of this.#waiting.values()) waiting.reject(new Lost());
    this.#waiting.clear();
    this.changed(code === WRONG_KEY ? "refused" : "lost");
    setTimeout(() => this.connect(), this.#pause);
    this.#pause = Math.min(this.#pause * 1.5, LATEST);
  }

  /** Says something that has no answer. False when the text is too large to be sent. */
  tell(kind: string, values: Values & { text: string }): boolean {
    if (values.text.length > LARGEST) return false;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ kind, ...values }));
    return true;
  }

  ask<T>(kind: string, values: Values): Promise<T> {
    if ((values.text?.length ?? 0) > LARGEST) return Promise.reject(new Fault(w("tooLarge")));
    const socket = this.#socket;
    if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Lost());
    const id = ++this.#number;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      socket.send(JSON.stringify({ kind, id, lang: spoken(), ...values }));
    });
  }
}
