import { keepBackOffice } from '#libs/assembly';
import { readConfiguration } from '#libs/kernel';
import 'reflect-metadata';
import { type MessagePort, workerData } from 'node:worker_threads';

await keepBackOffice(workerData as MessagePort, readConfiguration);
