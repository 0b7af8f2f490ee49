### The page that describes the API.

api-title = Tuixin for programs
api-intro = Programs ask with the requests below and get JSON. Field names stay; new fields may come.
api-openapi = The description for programs (OpenAPI 3.1)
api-contents = Contents
api-scope = Where the server asks for tokens, this needs one with the scope { $scope }.
api-parameters = Parameters
api-body = What is sent
api-answers = What is answered
api-shapes = Shapes
api-name = Name
api-type = Type
api-meaning = Meaning
api-required = (required)
api-list-of = list of
api-problems = Problems
api-problems-intro = What cannot be served is answered with application/problem+json (RFC 9457). Its type names one of these, its detail tells what is wrong with the request.
api-problem = Problem
api-status = Status
