/** Of the published code and of its unit tests: what is mutated, and which tests must notice it. */
module.exports = '{transport,providers,output,paid}';
