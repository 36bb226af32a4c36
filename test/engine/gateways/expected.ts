import {
	type GatewayScene,
	insteadOf,
	refusalOf,
	type Situation,
} from '../../../tools/sandbox/index.ts';

/** An error, in message or advice. */
export interface ExpectedError {
	/** Words in lower case, or what they are about. */
	says: Array<string | RegExp>;
	/** Nothing is billed, and nobody may be told that it is. */
	isFree: boolean;
}

/** What must come of an order, exactly. */
export interface Expected {
	/** `image`: the one that was made, byte for byte. */
	outcome: 'image' | ExpectedError;
	orders: number;
	/** Requests for the state or the result of the job. */
	polls: number;
	billed: number;
	contentFiltered: boolean;
}

const advice: Partial<Record<Situation, RegExp>> = {
	noCredit: /credit|balance|quota|plan|billing|top up/,
	badKey: /api key/,
};

/** One poll finds the job under way, then comes the answer of the row. */
function pollsOf({ gateway, situation }: GatewayScene): number {
	const instead = insteadOf(gateway, situation) ?? {};
	const isOver = instead.submit !== undefined && situation !== 'limited';
	if (isOver || !gateway.poll) return 0;
	const pollIsLast = !gateway.result || (instead.poll !== undefined && !isDelivered(situation));
	return pollIsLast ? 2 : 3;
}

function isDelivered(situation: Situation): boolean {
	return ['done', 'limited', 'filtered', 'echo'].includes(situation);
}

export function expectedOf(scene: GatewayScene): Expected {
	const { situation } = scene;
	const delivered = isDelivered(situation);
	return {
		outcome: delivered ? 'image' : errorOf(scene),
		orders: situation === 'limited' ? 2 : 1,
		polls: pollsOf(scene),
		billed: delivered ? 1 : 0,
		contentFiltered: situation === 'filtered',
	};
}

function errorOf({ gateway, situation }: GatewayScene): ExpectedError {
	const refusal = refusalOf(gateway, situation);
	if (!refusal) throw new Error(`${situation} has no reason`);
	const about = advice[situation];
	return {
		says: [refusal.reason.toLowerCase(), ...(about ? [about] : [])],
		isFree: refusal.mayBeBilled !== true,
	};
}
