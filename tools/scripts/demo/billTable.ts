import type { Bill, BillLine } from '../../sandbox/index.ts';
import { formatCredits } from './format.ts';
import { escape } from './html.ts';
import { modelName } from './modelName.ts';

const longestPrompt = 84;

function shortened(text: string): string {
	return text.length <= longestPrompt ? text : `${text.slice(0, longestPrompt).trimEnd()}…`;
}

const asked = ({ replays }: BillLine): string =>
	replays === 0 ? 'once' : `${replays + 1} times, paid once`;

function renderLine(line: BillLine): string {
	const { prompt, model, credits, replays } = line;
	const price = credits === null ? 'by Google, in money' : formatCredits(credits);
	return `<tr${replays > 0 ? ' class="stands"' : ''}><td>${escape(shortened(prompt))}</td><td>${escape(modelName(model))}</td><td>${asked(line)}</td><td class="number">${price}</td></tr>`;
}

/** What the provider's account says of this run: each order once, whatever happened to its answer. */
export function renderBill({ orders, images, credits }: Bill): string {
	return `<table>
<thead><tr><th>Order</th><th>Model</th><th>Asked for</th><th class="number">Price</th></tr></thead>
<tbody>${orders.map(renderLine).join('')}</tbody>
<tfoot><tr><td colspan="3">${images} pictures</td><td class="number">${formatCredits(credits)}</td></tr></tfoot>
</table>`;
}
