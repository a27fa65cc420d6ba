import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Tests wait for what they expect and end as soon as it is there. Only a test that fails takes this long, and on a busy
// machine a page that is fine can take more than the second that is the default.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);
