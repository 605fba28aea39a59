import type { SetClock } from '#libs/kernel';
import { randomUUID } from 'node:crypto';
import { type ApiWorkplace, openApiWorkplace, registerSomeone, worker } from './api-workplace.ts';

export const officer = ['data-protection-officer', '*', 'youssef'] as const;
export const auditor = ['auditor', '*', 'nadia'] as const;
export const coordinator = ['general-coordinator', '*', 'leila'] as const;
export const manager = ['centre-manager', 'MA-LAA', 'brahim'] as const;
export const atTheCentre = ['social-worker', 'CAR-AGA', 'salma'] as const;
export const steward = ['data-steward', '*', 'rachid'] as const;

export type As = readonly [string, string, string];

/** A case at CAR-AGA of somebody who lives in Laâyoune, with a project, restricted to the people of CAR-AGA. */
export class Restricted {
  private constructor(
    readonly workplace: ApiWorkplace,
    readonly id: string,
    readonly projectId: string,
  ) {}

  static async begin(): Promise<Restricted> {
    const workplace = await openApiWorkplace();
    const { id } = await registerSomeone(workplace);
    const restricted = new Restricted(workplace, id, randomUUID());
    const admission = { kind: 'prison', establishment: 'LAAYOUNE', admittedOn: '2026-01-04', legalStatus: 'sentenced' };
    await restricted.must(`custodies/${id}/record-admission`, admission, ['prison-officer', 'MA-LAA', 'hassan']);
    const enrolment = { centre: 'CAR-AGA', enrolledOn: '2026-01-20', agreedOn: '2026-01-19' };
    await restricted.must(`cases/${id}/enrol-inmate`, enrolment, worker);
    await restricted.must(`cases/${id}/record-skill`, { trade: 'sewing', level: 'skilled' }, worker);
    await restricted.must(`cases/${id}/record-wish`, { trade: 'sewing', rank: 1 }, worker);
    const proposal = {
      ...{ beneficiaryId: id, trade: 'sewing', title: 'Couture', province: 'MA-LAA', budgetCentimes: 100 },
      funding: [{ source: 'own', amountCentimes: 100 }],
    };
    await restricted.must(`projects/${restricted.projectId}/propose-project`, proposal, ['project-officer', '*', 'p']);
    return restricted;
  }

  get clock(): SetClock {
    return this.workplace.clock as SetClock;
  }

  async send(address: string, fields: object, as: As) {
    return this.workplace.send(`/v1/${address}`, fields, { as });
  }

  /** Sends what must be taken, and waits until it is seen. */
  async must(address: string, fields: object, as: As): Promise<void> {
    const response = await this.send(address, fields, as);
    if (response.statusCode !== 201) throw new Error(`${address}: ${response.body}`);
    await this.seen();
  }

  async restrict(units: readonly string[] = ['CAR-AGA'], until = '2026-03-31'): Promise<void> {
    const fields = { reason: 'Her husband works in Laâyoune.', until, units };
    await this.must(`beneficiaries/${this.id}/restrict-visibility`, fields, officer);
  }

  /** What was recorded is in every read model. */
  async seen(): Promise<void> {
    const head = await this.workplace.idmaj.events.head();
    for (const name of ['people', 'projects', 'access-alerts'])
      await this.workplace.idmaj.views.waitFor(name, head, 5_000);
  }

  async status(address: string, as: As): Promise<number> {
    return (await this.workplace.ask(`/v1/${address}`, { as })).statusCode;
  }

  async ids(address: string, as: As): Promise<string[]> {
    const response = await this.workplace.ask(`/v1/${address}`, { as });
    return response.json().items.map(({ id }: { id: string }) => id);
  }

  /** Whether somebody finds the person by every way there is; the ways agree. */
  async isShownTo(as: As): Promise<boolean> {
    const ways = [
      (await this.status(`beneficiaries/${this.id}`, as)) === 200,
      (await this.ids('beneficiaries?q=amina', as)).includes(this.id),
      (await this.status(`cases/${this.id}`, as)) === 200,
      (await this.ids('cases?open=true', as)).includes(this.id),
      (await this.status(`custodies/${this.id}`, as)) === 200,
      (await this.status(`projects/${this.projectId}`, as)) === 200,
      (await this.ids('projects', as)).includes(this.projectId),
    ];
    expect(new Set(ways).size).toBe(1);
    return ways[0] ?? false;
  }
}
