import '../../tokens.css';
import '../../base.css';
import { mount } from 'svelte';
import { i18n } from '../../lib/i18n/i18n.svelte';
import { prefs } from '../../lib/ui/prefs.svelte';
import App from './App.svelte';
import { parseRoute } from './route';

prefs.start();
i18n.start(parseRoute(location.search).language ?? null);
const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app');
mount(App, { target });
