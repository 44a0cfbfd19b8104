"""Programs that judge built pages: axe-core, Lighthouse and html-validate, from npm, at the versions of package-lock.json."""
