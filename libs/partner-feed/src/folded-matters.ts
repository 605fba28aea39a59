import { BeneficiaryRegistered, ProjectProposed, ProjectRevised, ResidenceChanged } from '#libs/casework';
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
  /** The project says where it is, not where the person lives. */
  readonly isOfProject: boolean;
}

const on = [BeneficiaryRegistered, ResidenceChanged, ProjectProposed, ProjectRevised] as const;
const types = new Set<string>(on.map(({ type }) => type));

/** Whom and what place an event is about, as the log said before it: where people live, and what their projects are. */
export class FoldedMatters {
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
        if (event.data.residence) this.provinces.set(event.id, event.data.residence.province);
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
      return province === undefined ? undefined : { personId: id, province, isOfProject: false };
    }
    const { projectId = id } = data as { readonly projectId?: string };
    const project = this.projects.get(projectId.toLowerCase());
    return project && { personId: project.personId, province: project.province, project, isOfProject: true };
  }
}
