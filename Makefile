.PHONY: demo test

demo:
	@./enlace demo

test:
	@sh scripts/test.sh
