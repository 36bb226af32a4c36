/**
 * An n8n worker of its own, to be killed: runs the executions that it gets as JSON in its first
 * argument, all at the same time. Started by `killed.test.ts`.
 */
import { mustRun } from '../support.ts';
import { type Execution, runOf } from './execution.ts';

const executions = JSON.parse(process.argv[2] ?? '[]') as Execution[];
await Promise.all(executions.map((execution) => mustRun(...runOf(execution))));
