import type { Bill } from './account.ts';
import type { Context } from './context.ts';

/** The bill: what was paid, order by order, and what is left. */
export function statementOf({ store, account }: Pick<Context, 'store' | 'account'>): Bill {
	const orders = store.billLines();
	return {
		orders,
		images: store.bill(),
		credits: orders.reduce((sum, { credits }) => sum + (credits ?? 0), 0),
		balance: account.limits.balance,
	};
}
