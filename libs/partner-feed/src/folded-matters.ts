import {
  BeneficiaryRegistered,
  type Birth,
  birthAfter,
  IdentityCorrected,
  ProjectProposed,
  ProjectRevised,
  ResidenceChanged,
} from '#libs/casework';
import type { FactOf } from '#libs/kernel';
import type { Seen } from '#libs/read-models';
import type { Matter } from './outgoing.ts';

interface Project {
  readonly id: string;
  readonly personId: string;
  readonly province: string;
  readonly trade: string;
  readonly budgetCentimes: number;
}

export interface MatterOfPerson extends Matter {
  readonly personId: string;
  readonly birth: Birth;
  /** The project says where it is, not where the person lives. */
  readonly isOfProject: boolean;
}

const on = [BeneficiaryRegistered, IdentityCorrected, ResidenceChanged, ProjectProposed, ProjectRevised] as const;
const UNKNOWN: Birth = {};
const types = new Set<string>(on.map(({ type }) => type));

/** Whom and what place an event is about, as the log said before it: their birth, where they live, and what their projects are. */
export class FoldedMatters {
  private readonly births = new Map<string, Birth>();
  private readonly provinces = new Map<string, string>();
  private readonly projects = new Map<string, Project>();

  static concerns(type: string): boolean {
    return types.has(type);
  }

  apply(seen: Seen): void {
    if (!types.has(seen.type)) return;
    const event = seen as Seen<FactOf<(typeof on)[number]>>;
    switch (event.type) {
      case 'BeneficiaryRegistered':
        this.births.set(event.id, birthAfter(UNKNOWN, event.data));
        if (event.data.residence) this.provinces.set(event.id, event.data.residence.province);
        return;
      case 'IdentityCorrected':
        this.births.set(event.id, birthAfter(this.birthOf(event.id), event.data));
        return;
      case 'ResidenceChanged':
        this.provinces.set(event.id, event.data.province);
        return;
      case 'ProjectProposed': {
        const { beneficiaryId, province, trade, budgetCentimes } = event.data;
        const personId = beneficiaryId.toLowerCase();
        this.projects.set(event.id, { id: event.id, personId, province, trade, budgetCentimes });
        return;
      }
      case 'ProjectRevised': {
        const known = this.projects.get(event.id);
        const { budgetCentimes = known?.budgetCentimes ?? 0 } = event.data;
        if (known) this.projects.set(event.id, { ...known, budgetCentimes });
      }
    }
  }

  /** Undefined where nothing says whom it is about or where that is. */
  of({ id, stream, data }: Seen): MatterOfPerson | undefined {
    if (stream.startsWith('case-')) {
      const province = this.provinces.get(id);
      return province === undefined
        ? undefined
        : { personId: id, birth: this.birthOf(id), province, isOfProject: false };
    }
    const { projectId = id } = data as { readonly projectId?: string };
    const project = this.projects.get(projectId.toLowerCase());
    if (!project) return undefined;
    const { personId, province } = project;
    return { personId, birth: this.birthOf(personId), province, project, isOfProject: true };
  }

  private birthOf(personId: string): Birth {
    return this.births.get(personId) ?? UNKNOWN;
  }
}
