import { personAfter, type PersonDocument, type PersonEvent, type ProjectDocument, projects } from '#libs/projections';
import type { Seen } from '#libs/read-models';
import type { AgreementChanges } from './agreement-changes.ts';
import { type FieldChange, fieldChanges } from './field-changes.ts';
import { kindOf, OWN_PARTS } from './history-kinds.ts';

/** Answers what the event changed; only who asks pays for the comparison. */
export type Changed = () => FieldChange[] | Promise<readonly FieldChange[]>;

const nothing: Changed = () => [];

/**
 * Folds a person's events in commit order and says what each one changed in the documents that are read. Fields of
 * the document that the event's stream is about stand under their own name; effects on the person's other documents
 * name the document first, e.g. `beneficiary.status`.
 */
export class ChangesOfPerson {
  private person: PersonDocument | undefined;
  private readonly projects = new Map<string, ProjectDocument>();

  constructor(private readonly agreements: AgreementChanges) {}

  after(event: Seen): Changed {
    const kind = kindOf(event.stream);
    if (kind === 'project') return this.project(event);
    if (kind === 'agreement') return () => this.agreements.at(event.stream, event.revision);
    return kind === 'beneficiary' || kind === 'custody' || kind === 'case' ? this.ofPerson(event, kind) : nothing;
  }

  private ofPerson(event: Seen, kind: string): Changed {
    const before = this.person;
    const after = personAfter(before, event as PersonEvent);
    this.person = after;
    return () => {
      const parts = OWN_PARTS.toSorted((one, other) => Number(other === kind) - Number(one === kind));
      return parts.flatMap((part) => fieldChanges(before?.[part], after[part], part === kind ? '' : `${part}.`));
    };
  }

  private project(event: Seen): Changed {
    const before = this.projects.get(event.id);
    const after = projects.evolve(before, event, event.id) ?? undefined;
    if (after) this.projects.set(event.id, after);
    return () => fieldChanges(before, after);
  }
}
