import {
  ConsentGiven,
  events as definitions,
  EventCodec,
  InmateEnrolled,
  OUTGOING_TYPES,
  PartnerRegistered,
  type PartnerKind,
  ProjectProposed,
  type Subscription,
  SubscriptionConfirmed,
  SubscriptionGranted,
} from '#libs/casework';
import type { EventStore, NewEvent } from '#libs/event-store';
import { idFrom, type Fact } from '#libs/kernel';
import { provinces } from '#libs/reference';
import { createHmac, randomUUID } from 'node:crypto';
import { registered } from './person-facts.ts';

export const PURPOSE = 'financing of projects';
export const EVERYWHERE = provinces.map(({ code }) => code);

const codec = new EventCodec(definitions);

/** A keyed hash as the real one, under a key of the tests. */
export function testHash(purpose: string, text: string): string {
  return createHmac('sha256', `key of ${purpose}`).update(text).digest('base64url');
}

/** Writes facts as commands would have, without their rules: for tests of what follows from them. */
export class FactWriter {
  private readonly revisions = new Map<string, number>();

  constructor(
    private readonly events: EventStore,
    private readonly recordedAt = () => '2026-03-02T09:00:00.000Z',
  ) {}

  /** Answers the position of the last one. */
  async happened(stream: string, ...facts: readonly Fact[]): Promise<string> {
    const revision = this.revisions.get(stream) ?? -1;
    const appended = facts.map((fact, index) => this.encoded(stream, revision + 1 + index, fact));
    const { position } = await this.events.append(stream, revision < 0 ? 'no-stream' : revision, appended);
    this.revisions.set(stream, revision + facts.length);
    return position;
  }

  /** A partner with a confirmed subscription. */
  async partner(id: string, wanted: Partial<Subscription> & { readonly kind?: PartnerKind } = {}): Promise<void> {
    const { kind = 'indh-committee', types = [...OUTGOING_TYPES], provinces = EVERYWHERE, purpose = PURPOSE } = wanted;
    await this.happened(
      `partner-${id}`,
      PartnerRegistered({ name: 'CPDH', kind, country: 'MA', legalBasis: 'Convention' }),
      SubscriptionGranted({ types: [...types], provinces: [...provinces], purpose }),
      SubscriptionConfirmed({}),
    );
  }

  /** A person who lives somewhere and, where told so, lets committees hear of them. */
  async person(id: string, province = 'MA-LAA', agrees = true): Promise<void> {
    await this.happened(`beneficiary-${id}`, registered({ residence: { province } }));
    if (agrees) await this.agrees(id);
  }

  async agrees(id: string, recipient = 'indh-committee'): Promise<void> {
    await this.happened(`consent-${id}`, ConsentGiven({ purpose: PURPOSE, recipient }));
  }

  async proposes(person: string, project: string = randomUUID(), province = 'MA-LAA'): Promise<string> {
    const money = { budgetCentimes: 3_512_345, funding: [{ source: 'own' as const, amountCentimes: 3_512_345 }] };
    const proposal = { beneficiaryId: person, trade: 'sewing', title: 'Couture Oubella', province, ...money };
    await this.happened(`project-${project}`, ProjectProposed(proposal));
    return project;
  }

  async enrolled(person: string): Promise<void> {
    const fact = { centre: 'CAR-AGA', enrolledOn: '2026-02-01', agreedOn: '2026-01-30', phase: 'released' as const };
    await this.happened(`case-${person}`, InmateEnrolled(fact));
  }

  private encoded(stream: string, revision: number, fact: Fact): NewEvent {
    return codec.encode(idFrom(stream, String(revision)), fact, {
      commandId: idFrom('command', stream, String(revision)),
      commandDigest: '',
      command: 'test',
      correlationId: idFrom('command', stream, String(revision)),
      causationId: idFrom('command', stream, String(revision)),
      actor: { id: 'amina', role: 'social-worker', unit: '*' },
      occurredOn: '2026-03-01',
      recordedAt: this.recordedAt(),
      subjects: [],
      channel: 'http',
    });
  }
}
