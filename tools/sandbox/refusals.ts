import { jsonReply, textReply } from './wire.ts';
import type { WireReply } from './wire.ts';

/** Ways in which an API says that the account cannot pay, or may not start another job now. */
export const refusals = {
	'402': jsonReply(
		{ error: { message: 'Not enough credits for this generation', code: 'insufficient_credits' } },
		402,
	),
	'402-detail': jsonReply({ detail: 'Insufficient balance. Please top up your account.' }, 402),
	'402-text': textReply('Payment Required', 402),
	'403-balance': jsonReply(
		{ detail: 'User is locked. Reason: Exhausted balance. Top up your balance.' },
		403,
	),
	'429-quota': jsonReply(
		{
			error: {
				message: 'You exceeded your current quota, please check your plan and billing details.',
				type: 'insufficient_quota',
				code: 'insufficient_quota',
			},
		},
		429,
	),
	'400-billing': jsonReply(
		{
			error: {
				message: 'Billing hard limit has been reached.',
				code: 'billing_hard_limit_reached',
			},
		},
		400,
	),
	'200-code-402': jsonReply({
		code: 402,
		msg: 'The current credits are insufficient.',
		data: null,
	}),
	'too-many-jobs': jsonReply(
		{ error: { message: 'Too many jobs are running on this account', code: 'concurrency_limit' } },
		429,
		{ 'retry-after': '1' },
	),
} satisfies Record<string, WireReply>;

export type RefusalName = keyof typeof refusals;
export const refusalNames = Object.keys(refusals) as RefusalName[];
