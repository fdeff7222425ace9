# make report   installs what is missing, builds, renders the main template, prints where the HTML lies
# make test     the whole test suite
test:
	swift test -c release
