import type { Actor, Envelope, Position, WrittenEvent } from '#libs/event-store';
import type { AnyEventDefinition, LocalDate } from '#libs/kernel';
import type { Seen } from '#libs/read-models';

/** An event seen by those who ask for little of it: nothing is parsed before it is asked for, and then once. */
export class SeenInText implements Seen {
  readonly type: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly envelope: Envelope;
  private read: object | undefined;

  constructor(
    readonly id: string,
    private readonly event: WrittenEvent,
    private readonly definition: AnyEventDefinition,
  ) {
    this.type = event.type;
    this.stream = event.stream;
    this.revision = event.revision;
    this.position = event.position;
    this.envelope = new EnvelopeInText(event.metadataText);
  }

  get data(): object {
    this.read ??= this.definition.read(this.event.data, this.envelope.schemaVersion);
    return this.read;
  }

  get actor(): Actor {
    return this.envelope.actor;
  }

  get occurredOn(): LocalDate {
    return this.envelope.occurredOn;
  }
}

/**
 * What nearly every event is asked for is cut out of the text; anything else parses it. A quotation mark inside a text
 * has a backslash before it, so a key in quotation marks between a comma and a colon is a key.
 */
class EnvelopeInText implements Envelope {
  private parsed: Envelope | undefined;
  private about: readonly string[] | undefined;

  constructor(private readonly text: string) {}

  get correlationId(): string {
    return this.textOf(CORRELATION) ?? this.whole.correlationId;
  }

  get occurredOn(): LocalDate {
    return this.textOf(OCCURRED_ON) ?? this.whole.occurredOn;
  }

  get subjects(): readonly string[] {
    this.about ??= this.cutSubjects() ?? this.whole.subjects;
    return this.about;
  }

  get schemaVersion(): number {
    return this.text.endsWith(FIRST_VERSION) ? 1 : this.whole.schemaVersion;
  }

  get commandId(): string {
    return this.whole.commandId;
  }

  get commandDigest(): string {
    return this.whole.commandDigest;
  }

  get command(): string {
    return this.whole.command;
  }

  get causationId(): string {
    return this.whole.causationId;
  }

  get actor(): Actor {
    return this.whole.actor;
  }

  get recordedAt(): string {
    return this.whole.recordedAt;
  }

  get channel(): Envelope['channel'] {
    return this.whole.channel;
  }

  private get whole(): Envelope {
    this.parsed ??= JSON.parse(this.text) as Envelope;
    return this.parsed;
  }

  private textOf(key: string): string | undefined {
    const at = this.text.indexOf(key);
    if (at < 0) return undefined;
    const from = at + key.length;
    const found = this.text.slice(from, this.text.indexOf('"', from));
    return found.includes('\\') ? undefined : found;
  }

  /** Of nearly every event it is one person, and an id takes so many characters. */
  private cutSubjects(): readonly string[] | undefined {
    const at = this.text.indexOf(SUBJECTS);
    if (at < 0) return undefined;
    const from = at + SUBJECTS.length;
    if (this.text[from] === ']') return [];
    const found = this.text.slice(from + 1, this.text.indexOf('"', from + 1));
    const isOnly = this.text[from] === '"' && this.text[from + found.length + 2] === ']';
    return isOnly && !found.includes('\\') ? [found] : undefined;
  }
}

const CORRELATION = ',"correlationId":"';
const OCCURRED_ON = ',"occurredOn":"';
const SUBJECTS = ',"subjects":[';
const FIRST_VERSION = ',"schemaVersion":1}';
