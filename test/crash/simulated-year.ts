import { addDays, idFrom, type LocalDate } from '#libs/kernel';
import { numbersFrom } from '../support/prison-lists.ts';
import { AGREEMENT, agreementSteps, lifeSteps } from './centre-work.ts';

/** A command as the simulation sends it to the desk. */
export interface Sent {
  readonly command: string;
  readonly id: string;
  readonly fields: object;
  readonly role: string;
  readonly by: string;
}

interface Person {
  readonly number: number;
  readonly id: string;
  readonly projectId: string;
  readonly steps: Sent[];
}

const STEPS = ['centre', 'region', 'committee-review', 'committee-session'] as const;
const ROLE_OF_STEP = ['centre-manager', 'regional-coordinator', 'committee-member', 'committee-member'];

/**
 * A centre's work, day after day: people arrive and go their ways, decisions fall, mistakes are corrected. Much of it is
 * chosen without looking whether the rules allow it now. The same seed and first day give the same commands.
 */
export class SimulatedYear {
  private readonly people: Person[] = [];
  private readonly below: (most: number) => number;
  private instalments = 0;

  constructor(
    private readonly seed: string,
    private readonly firstDay: LocalDate,
  ) {
    this.below = numbersFrom(Number.parseInt(idFrom(seed, 'year').slice(0, 8), 16));
  }

  /** What people send on the nth day, in its order. */
  day(day: number): Sent[] {
    const today = addDays(this.firstDay, day);
    if (day === 0) return agreementSteps(this.seed, today).map(asSent);
    const sent: Sent[] = [];
    for (let arrivals = this.below(3); arrivals > 0; arrivals--) this.arrive(today);
    for (let commands = 5 + this.below(6); commands > 0; commands--) {
      const person = this.people[this.below(this.people.length)];
      if (!person) continue;
      const next = this.below(3) > 0 ? person.steps.shift() : undefined;
      sent.push(next ?? this.somethingElse(person, today));
    }
    return sent;
  }

  private arrive(today: LocalDate): void {
    const number = this.people.length;
    const steps = lifeSteps(this.seed, number, today).map(asSent);
    const id = steps[0]?.id ?? '';
    this.people.push({ number, id, projectId: idFrom(this.seed, 'project', String(number)), steps });
  }

  private somethingElse({ id, projectId }: Person, today: LocalDate): Sent {
    const person = (command: string, role: string, fields: object, by = role) => ({ command, id, fields, role, by });
    const project = (command: string, role: string, fields: object, by = role): Sent => {
      return { command, id: projectId, fields, role, by };
    };
    const because = 'as told at the meeting';
    switch (this.below(16)) {
      case 0:
        return person('record-release', 'prison-officer', {
          releasedOn: today,
          reason: 'royal-pardon',
          residence: { province: 'MA-AGD' },
        });
      case 1:
        return person('correct-release', 'data-steward', { releasedOn: addDays(today, -this.below(5)), because });
      case 2:
        return person('void-release', 'data-steward', { because });
      case 3:
        return person('set-expected-release', 'prison-officer', { expectedOn: addDays(today, 20 + this.below(400)) });
      case 4:
        return person('record-admission', 'prison-officer', {
          kind: 'prison',
          establishment: 'TIZNIT',
          admittedOn: today,
          legalStatus: 'remand',
          registerNumber: `${this.below(1_000_000)}`,
        });
      case 5:
        return person('change-residence', 'social-worker', { province: 'MA-LAA', since: today });
      case 6:
        return person('write-note', 'social-worker', { text: 'زيارة' });
      case 7:
        return person('request-closure', 'social-worker', { outcome: 'placed', because });
      case 8:
        return person('approve-closure', 'centre-manager', { closedOn: today });
      case 9:
        return person('reopen-case', 'centre-manager', { because });
      case 10: {
        const amountCentimes = 100 * (1 + this.below(5_000_000));
        const number = ++this.instalments;
        const fields = { number, receivedOn: today, amountCentimes, reference: `VIR-${number}` };
        return {
          command: 'receive-instalment',
          id: idFrom(this.seed, AGREEMENT),
          fields,
          role: 'finance',
          by: 'siham',
        };
      }
      case 11:
        return project('approve-project', 'general-coordinator', { decidedOn: today });
      case 12:
        return project('request-revision', 'centre-manager', { because });
      default: {
        const at = this.below(STEPS.length);
        const minutes = { reference: 'PV 3', present: 9, quorum: 7 };
        return project(
          'approve-step',
          ROLE_OF_STEP[at] ?? '',
          { step: STEPS[at], decidedOn: today, ...(at === 3 && { minutes }) },
          `the ${STEPS[at] ?? ''}`,
        );
      }
    }
  }
}

function asSent({ path, role, fields }: { path: string; role: string; fields: object }): Sent {
  const [, , , id = '', command = ''] = path.split('/');
  return { command, id, fields, role, by: role };
}
