# Every goal does its own set-up first; see .ci/setup for what that is.
.DEFAULT_GOAL := help
.PHONY: help run test demo bench check lock

PYTHON := .venv/bin/python
LOCK := build/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(ARGS)

help: ## menampilkan daftar perintah ini
	@echo "Perintah Naskah:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run: ## menyiapkan semuanya, lalu melayani di http://127.0.0.1:8080 (HOST, PORT)
	@bash .ci/setup run
	@exec .venv/bin/naskah serve

test: ## menyiapkan semuanya, lalu menjalankan seluruh pengujian (ARGS untuk pytest)
	@bash .ci/setup test
	$(PYTHON) -m pytest -n 2 $(ARGS)

demo: ## menjalankan seluruh SOP kantor contoh ke build/demo
	@bash .ci/setup run
	.venv/bin/naskah demo --out build/demo

bench: ## mengukur kecepatan: tabel, dan build/bench.json (ONLY=nama untuk satu baris)
	@bash .ci/setup test
	$(PYTHON) -m tests.benchmarks $(ONLY)

check: ## memeriksa gaya dan tipe kode (ruff, mypy --strict)
	@bash .ci/setup test
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy --strict

lock: build/uv/bin/uv ## mengunci ulang pustaka Python (ARGS=--upgrade untuk versi terbaru)
	$(LOCK) --output-file requirements.txt pyproject.toml
	$(LOCK) --output-file requirements-test.txt --extra test --constraint requirements.txt pyproject.toml

build/uv/bin/uv:
	python3 -m venv build/uv
	build/uv/bin/python -m pip install --quiet uv
