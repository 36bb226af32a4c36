import { oakgen } from '../../../../nodes/OakgenImage/providers/oakgen';
import { imageRequest } from '../../../support/imageRequest';

const usual = imageRequest().settings;

it.each([
	['job_1', '/v1/generate/image/job_1'],
	['a/b?c#d', '/v1/generate/image/a%2Fb%3Fc%23d'],
	['{id}', '/v1/generate/image/%7Bid%7D'],
	['$&', '/v1/generate/image/%24%26'],
	['ä b', '/v1/generate/image/%C3%A4%20b'],
])('a job with the id %s is asked for at %s', (id, path) => {
	expect(oakgen.statusPath(id, usual)).toBe(path);
});

it.each([
	['/jobs/{id}', '/jobs/job_1'],
	['/jobs/{id}/of/{ID}', '/jobs/job_1/of/job_1'],
	['/jobs?id={id}&x=1', '/jobs?id=job_1&x=1'],
])('the option Status Path %s leads to %s', (statusPath, path) => {
	expect(oakgen.statusPath('job_1', { ...usual, statusPath })).toBe(path);
});

it('survives an id with half a character', () => {
	expect(() => oakgen.statusPath('job\ud800', usual)).not.toThrow();
});
