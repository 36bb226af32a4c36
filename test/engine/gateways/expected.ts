import type { GatewayScene, Situation } from '../../../tools/sandbox/index.ts';

/** What must come of an order, exactly. */
export interface Expected {
	/** `image`: the one that was made. Else words that the error must have, in message or advice. */
	outcome: 'image' | { says: Array<string | RegExp> };
	orders: number;
	/** Requests for the state or the result of the job. */
	polls: number;
	billed: number;
	contentFiltered: boolean;
}

const aboutCredit = /credit|balance|quota|plan|billing|top up/i;
const aboutKey = /API key/i;

const advice: Partial<Record<Situation, RegExp>> = { noCredit: aboutCredit, badKey: aboutKey };

/** One poll finds the job under way, then comes the answer of the row. */
function pollsOf({ gateway, situation }: GatewayScene): number {
	const instead = situation === 'done' ? {} : (gateway[situation] ?? {});
	const isOver = instead.submit !== undefined && situation !== 'limited';
	if (isOver || !gateway.poll) return 0;
	const pollIsLast = !gateway.result || (instead.poll !== undefined && !isDelivered(situation));
	return pollIsLast ? 2 : 3;
}

function isDelivered(situation: Situation): boolean {
	return ['done', 'limited', 'filtered', 'echo'].includes(situation);
}

export function expectedOf(scene: GatewayScene): Expected {
	const { gateway, situation } = scene;
	const refusal = situation === 'done' ? undefined : gateway[situation];
	const reason = refusal && 'reason' in refusal ? [refusal.reason] : [];
	const delivered = isDelivered(situation);
	return {
		outcome: delivered ? 'image' : { says: [...reason, advice[situation] ?? ''] },
		orders: situation === 'limited' ? 2 : 1,
		polls: pollsOf(scene),
		billed: delivered ? 1 : 0,
		contentFiltered: situation === 'filtered',
	};
}
