import { forbiddenText } from '../../../nodes/OakgenImage/run/refusalTexts';

const about = {
	credits: 'no credits left',
	key: 'refused the API key',
	region: 'does not serve the place',
	account: 'does not allow this account',
	content: 'refused the content',
	network: 'in front of',
	unknown: 'refused access',
};

describe('a 403 is about what its words say', () => {
	it.each<[keyof typeof about, string]>([
		['credits', 'Your balance is used up'],
		['credits', 'User is locked. Reason: Exhausted balance. Top up at example.com/billing'],
		['credits', 'Quota exceeded for this subscription'],
		['credits', 'Please upgrade your plan: the free tier has ended'],
		['credits', '账户余额不足'],
		['credits', 'Guthaben aufgebraucht'],
		['key', 'Invalid API key'],
		['key', 'The token has expired'],
		['key', 'Request signature does not match'],
		['key', 'Your key is disabled'],
		['key', 'Unauthorized'],
		['key', 'This API key has been blocked'],
		['region', 'This service is not available in your country'],
		['region', 'Your country is blocked'],
		['region', 'unsupported_country_region_territory'],
		['region', 'User location is not supported'],
		['account', 'Your account has been suspended'],
		['account', 'Your account is blocked'],
		['account', 'This user was banned for violating our policies'],
		['account', 'Denied by an IAM policy'],
		['account', 'You are not a member of this organization'],
		['account', 'This model is not enabled for your project'],
		['account', 'Your organization must be verified to use this model'],
		['account', 'Missing scope: images.write'],
		['content', 'Your prompt was rejected by our safety system'],
		['content', 'Moderation: prohibited content'],
		['content', 'The request was flagged'],
		['network', 'Request blocked by Cloudflare'],
		['network', 'Your IP address was refused by the firewall'],
		['unknown', ''],
		['unknown', 'Forbidden'],
		['unknown', 'No.'],
	])('%s: "%s"', (kind, words) => {
		const { what, advice } = forbiddenText('Oakgen', words, false);
		expect(what).toContain(about[kind]);
		expect(advice).not.toBe('');
	});

	it('a page comes from something between, whatever it says', () => {
		expect(forbiddenText('Oakgen', 'Invalid API key', true).what).toContain(about.network);
	});

	it('what is not known leads to no single cause', () => {
		const { advice } = forbiddenText('Oakgen', 'Forbidden', false);
		for (const cause of ['key', 'credits', 'plan', 'permissions']) expect(advice).toContain(cause);
	});
});
