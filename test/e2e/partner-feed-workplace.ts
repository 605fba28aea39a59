import { NumberingRunner } from '#libs/partner-feed';
import { FactWriter } from '../support/feed-workplace.ts';
import { type ApiWorkplace, openApiWorkplace } from './api-workplace.ts';

/** The door with the numbering of what partners hear beside it, and a pen for facts. */
export interface FeedWorkplace extends ApiWorkplace {
  readonly facts: FactWriter;
  readonly numbering: NumberingRunner;
}

export async function openFeedWorkplace(): Promise<FeedWorkplace> {
  const workplace = await openApiWorkplace();
  const { idmaj } = workplace;
  const hash = (purpose: string, text: string) => idmaj.identity.keys.keyedHash(purpose, text);
  const numbering = new NumberingRunner({ ...idmaj, hash, holder: 'test' });
  numbering.start();
  return {
    ...workplace,
    facts: new FactWriter(idmaj.events),
    numbering,
    async close() {
      await numbering.stop();
      await workplace.close();
    },
  };
}
