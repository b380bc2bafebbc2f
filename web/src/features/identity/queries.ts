/** Before and at sign-in. */
import { graphql } from "@/lib/graphql"

export const WelcomeQuery = graphql(`query Welcome { welcome { workspaceName needsSetup } }`)

export const SignInMutation = graphql(`
  mutation SignIn($input: SignInInput!) { signIn(input: $input) { user { id } } }
`)

export const SetUpMutation = graphql(`
  mutation SetUp($input: SetUpInput!) { setUp(input: $input) { user { id } } }
`)
