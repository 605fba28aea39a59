export { demonstrate, type Demonstration, type DemonstrationOptions } from './demonstrate.ts';
