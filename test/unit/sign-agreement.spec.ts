import { agreement, InstalmentReceived, receiveInstalment, signAgreement } from '#libs/casework';
import { AGREEMENT, idOf, signed } from '../support/agreement-facts.ts';
import { after, given } from '../support/given-when-then.ts';

const framework = after(agreement, signed());
const terms = { ...signed().data };

describe('sign-agreement: a partner promises money', () => {
  it('records what was signed', () => given(agreement).when(signAgreement, terms).then(signed()));

  it('adds shares up without rounding errors', () => {
    const shares = [33.33, 33.33, 33.34].map((percent, n) => ({ party: `P${n}`, percent }));
    given(agreement)
      .when(signAgreement, { ...terms, shares })
      .then(signed({ shares }));
  });

  it.each([99.99, 100.01])('refuses shares of %d percent', (percent) =>
    given(agreement)
      .when(signAgreement, { ...terms, shares: [{ party: 'INDH', percent }] })
      .thenRefused('agreement.shares-not-100'),
  );

  it('refuses a validity that ends before it begins', () =>
    given(agreement)
      .when(signAgreement, { ...terms, validUntil: '2026-01-09' })
      .thenRefused('agreement.validity-reversed'));

  it('refuses a signature dated tomorrow', () =>
    given(agreement)
      .when(signAgreement, { ...terms, signedOn: '2026-06-02' })
      .thenRefused('agreement.signed-in-future'));

  it('refuses a second signature under the same id', () =>
    given(agreement, signed()).when(signAgreement, terms).thenRefused('agreement.already-signed'));

  it('nests inside a framework that is recorded', () =>
    given(agreement)
      .when(signAgreement, { ...terms, parentId: idOf(9) }, { parent: framework })
      .then(signed({ parentId: idOf(9) })));

  it('refuses a framework nobody recorded', () =>
    given(agreement)
      .when(signAgreement, { ...terms, parentId: idOf(9) }, { parent: after(agreement) })
      .thenRefused('agreement.parent-unknown'));

  it('refuses to be its own framework', () =>
    given(agreement)
      .when(signAgreement, { ...terms, parentId: AGREEMENT }, { id: AGREEMENT, parent: after(agreement) })
      .thenRefused('agreement.own-parent'));
});

describe('receive-instalment: the partner pays a part', () => {
  const first = { number: 1, receivedOn: '2026-03-01', amountCentimes: 5_000_000, reference: 'VIR-1' };

  it('records the payment', () =>
    given(agreement, signed()).when(receiveInstalment, first).then(InstalmentReceived(first)));

  it('refuses an agreement nobody signed', () =>
    given(agreement).when(receiveInstalment, first).thenRefused('agreement.not-signed'));

  it('refuses a number received before', () =>
    given(agreement, signed(), InstalmentReceived(first))
      .when(receiveInstalment, { ...first, reference: 'VIR-2' })
      .thenRefused('agreement.instalment-repeated'));

  it('refuses a payment reference used before', () =>
    given(agreement, signed(), InstalmentReceived(first))
      .when(receiveInstalment, { ...first, number: 2 })
      .thenRefused('agreement.instalment-reference-repeated'));

  it('refuses a payment dated tomorrow', () =>
    given(agreement, signed())
      .when(receiveInstalment, { ...first, receivedOn: '2026-06-02' })
      .thenRefused('agreement.received-in-future'));
});
